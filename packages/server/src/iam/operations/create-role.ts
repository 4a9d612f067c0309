import type { iam } from '@assent/catalog';
import { onNew, requestTags } from '../../authorization/requirement.ts';
import { checkAccountQuota } from '../../directory/account-quota.ts';
import { getAttachable } from '../../directory/managed-policy.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { insertRole } from '../../directory/role.ts';
import { readTags, setTags } from '../../directory/tag.ts';
import { acceptTrustPolicy } from '../../directory/trust-policy.ts';
import { writing } from '../../operation/operation.ts';
import { createdRole } from '../answers/entity-answer.ts';

export const createRole = writing<iam.IamOperations['CreateRole']>({
  requires: ({ RoleName, Path, PermissionsBoundary, Tags }, call) => [
    onNew('iam:CreateRole', call, 'role', Path, RoleName, { ...requestTags(Tags), 'iam:PermissionsBoundary': PermissionsBoundary }),
    ...(Tags && Tags.length > 0 ? [onNew('iam:TagRole', call, 'role', Path, RoleName, requestTags(Tags))] : []),
  ],
  async handle(input, call) {
    const { writer, account, now, environment, snapshot } = call;
    await checkAccountQuota('RolesPerAccount', call);
    const boundary = input.PermissionsBoundary === undefined ? undefined : await getAttachable(writer.db, account, input.PermissionsBoundary);
    const row = await insertRole(writer, newNamedRow('AROA', account, input.RoleName, input.Path, now, environment.random), {
      trustPolicy: input.AssumeRolePolicyDocument,
      trustPrincipals: acceptTrustPolicy(input.AssumeRolePolicyDocument, snapshot),
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration,
      boundary: boundary?.arn,
    });
    await setTags(writer.db, row.id, input.Tags ?? [], 'insensitive');
    return { Role: createdRole(call, row, await readTags(writer.db, row.id)) };
  },
});
