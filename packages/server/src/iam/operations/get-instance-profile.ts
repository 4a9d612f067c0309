import type { iam } from '@assent/catalog';
import { onInstanceProfile } from '../../authorization/requirement.ts';
import { getInstanceProfileRow, rolesOfProfiles } from '../../directory/instance-profile.ts';
import { readTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';
import { shownInstanceProfile } from '../answers/entity-answer.ts';

export const getInstanceProfile = reading<iam.IamOperations['GetInstanceProfile']>({
  requires: ({ InstanceProfileName }, call) => onInstanceProfile('iam:GetInstanceProfile', call, InstanceProfileName),
  async handle({ InstanceProfileName }, call) {
    const row = await getInstanceProfileRow(call.db, call.account, InstanceProfileName);
    const roles = await rolesOfProfiles(call.db, [row]);
    return { InstanceProfile: shownInstanceProfile(call, row, roles.get(row.role_id ?? ''), await readTags(call.db, row.id)) };
  },
});
