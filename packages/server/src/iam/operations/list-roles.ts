import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { listRoleRows } from '../../directory/role.ts';
import { reading } from '../../operation/operation.ts';
import { listedRole } from '../answers/entity-answer.ts';

export const listRoles = reading<iam.IamOperations['ListRoles']>({
  requires: () => onAnything('iam:ListRoles'),
  async handle(input, call) {
    const page = await listRoleRows(call.db, call.account, input.PathPrefix, pageRequest(input));
    return { Roles: page.items.map((row) => listedRole(call, row)), ...pageEnd(page) };
  },
});
