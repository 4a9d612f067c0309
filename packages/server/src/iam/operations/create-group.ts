import type { iam } from '@assent/catalog';
import { onNew } from '../../authorization/requirement.ts';
import { checkAccountQuota } from '../../directory/account-quota.ts';
import { insertGroup } from '../../directory/group.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { writing } from '../../operation/operation.ts';
import { shownGroup } from '../answers/entity-answer.ts';

export const createGroup = writing<iam.IamOperations['CreateGroup']>({
  requires: ({ GroupName, Path }, call) => onNew('iam:CreateGroup', call, 'group', Path, GroupName),
  async handle({ GroupName, Path }, call) {
    const { writer, account, now, environment } = call;
    await checkAccountQuota('GroupsPerAccount', call);
    return { Group: shownGroup(call, await insertGroup(writer, newNamedRow('AGPA', account, GroupName, Path, now, environment.random))) };
  },
});
