import type { iam } from '@assent/catalog';
import { onNew, requestTags } from '../../authorization/requirement.ts';
import { checkAccountQuota } from '../../directory/account-quota.ts';
import { insertInstanceProfile } from '../../directory/instance-profile.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { readTags, setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';
import { shownInstanceProfile } from '../answers/entity-answer.ts';

export const createInstanceProfile = writing<iam.IamOperations['CreateInstanceProfile']>({
  requires: ({ InstanceProfileName, Path, Tags }, call) => [
    onNew('iam:CreateInstanceProfile', call, 'instance-profile', Path, InstanceProfileName, requestTags(Tags)),
    ...(Tags && Tags.length > 0 ? [onNew('iam:TagInstanceProfile', call, 'instance-profile', Path, InstanceProfileName, requestTags(Tags))] : []),
  ],
  async handle({ InstanceProfileName, Path, Tags }, call) {
    const { writer, account, now, environment } = call;
    await checkAccountQuota('InstanceProfilesPerAccount', call);
    const row = await insertInstanceProfile(writer, newNamedRow('AIPA', account, InstanceProfileName, Path, now, environment.random));
    await setTags(writer.db, row.id, Tags ?? [], 'sensitive');
    return { InstanceProfile: shownInstanceProfile(call, row, undefined, await readTags(writer.db, row.id)) };
  },
});
