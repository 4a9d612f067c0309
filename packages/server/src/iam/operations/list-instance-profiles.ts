import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { listInstanceProfileRows, rolesOfProfiles } from '../../directory/instance-profile.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { shownInstanceProfile } from '../answers/entity-answer.ts';

export const listInstanceProfiles = reading<iam.IamOperations['ListInstanceProfiles']>({
  requires: () => onAnything('iam:ListInstanceProfiles'),
  async handle(input, call) {
    const page = await listInstanceProfileRows(call.db, call.account, { prefix: input.PathPrefix }, pageRequest(input));
    const roles = await rolesOfProfiles(call.db, page.items);
    return { InstanceProfiles: page.items.map((row) => shownInstanceProfile(call, row, roles.get(row.role_id ?? ''))), ...pageEnd(page) };
  },
});
