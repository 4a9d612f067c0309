import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { listUserRows } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';
import { listedUser } from '../answers/entity-answer.ts';

export const listUsers = reading<iam.IamOperations['ListUsers']>({
  requires: () => onAnything('iam:ListUsers'),
  async handle(input, call) {
    const page = await listUserRows(call.db, call.account, input.PathPrefix, pageRequest(input));
    return { Users: page.items.map((row) => listedUser(call, row)), ...pageEnd(page) };
  },
});
