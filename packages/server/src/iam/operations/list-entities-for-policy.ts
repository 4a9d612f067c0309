import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { listEntitiesOf } from '../../directory/policy-entity.ts';
import { getKnown } from '../../directory/managed-policy.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';

export const listEntitiesForPolicy = reading<iam.IamOperations['ListEntitiesForPolicy']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:ListEntitiesForPolicy', call, PolicyArn),
  async handle(input, { db, account }) {
    const { arn } = await getKnown(db, account, input.PolicyArn);
    const entities = await listEntitiesOf(db, account, arn, { kind: input.EntityFilter, pathPrefix: input.PathPrefix, usage: input.PolicyUsageFilter });
    const page = pageOfAll(entities, pageRequest(input), ({ kind, nameKey, id }) => ({ key: `${kind} ${nameKey}`, id }));
    const of = (kind: 'group' | 'role' | 'user') => page.items.filter((item) => item.kind === kind);
    return {
      PolicyGroups: of('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...pageEnd(page),
    };
  },
});
