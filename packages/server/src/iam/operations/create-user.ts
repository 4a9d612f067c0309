import type { iam } from '@assent/catalog';
import { onNew, requestTags } from '../../authorization/requirement.ts';
import { checkAccountQuota } from '../../directory/account-quota.ts';
import { getAttachable } from '../../directory/managed-policy.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { readTags, setTags } from '../../directory/tag.ts';
import { insertUser } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { shownUser } from '../answers/entity-answer.ts';

export const createUser = writing<iam.IamOperations['CreateUser']>({
  requires: ({ UserName, Path, PermissionsBoundary, Tags }, call) => [
    onNew('iam:CreateUser', call, 'user', Path, UserName, { ...requestTags(Tags), 'iam:PermissionsBoundary': PermissionsBoundary }),
    ...(Tags && Tags.length > 0 ? [onNew('iam:TagUser', call, 'user', Path, UserName, requestTags(Tags))] : []),
  ],
  async handle({ UserName, Path, PermissionsBoundary, Tags }, call) {
    const { writer, account, now, environment } = call;
    await checkAccountQuota('UsersPerAccount', call);
    const boundary = PermissionsBoundary === undefined ? undefined : await getAttachable(writer.db, account, PermissionsBoundary);
    const row = await insertUser(writer, newNamedRow('AIDA', account, UserName, Path, now, environment.random), boundary?.arn);
    if (!Tags || Tags.length === 0) return { User: shownUser(call, row, []) };
    await setTags(writer.db, row.id, Tags, 'insensitive');
    writer.changed('user', row.id);
    return { User: shownUser(call, row, await readTags(writer.db, row.id)) };
  },
});
