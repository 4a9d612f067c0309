import { findService } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import type { HeldPolicy } from '../../authorization/policy-library.ts';
import { inPartition } from '../../directory/arn.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { serviceGrants } from '../access-report/granted-service.ts';
import { findHolder, onHolder } from '../simulation/policy-source.ts';

/** R21.46: of a user those of its groups too; boundaries are left out. */
export const listPoliciesGrantingServiceAccess = reading<iam.IamOperations['ListPoliciesGrantingServiceAccess']>({
  requires: ({ Arn }, call) => onHolder('iam:ListPoliciesGrantingServiceAccess', call, Arn),
  handle({ Arn, ServiceNamespaces, Marker }, call) {
    const unknown = ServiceNamespaces.find((prefix) => !findService(prefix));
    if (unknown !== undefined) throw new ApiError('InvalidInput', `The service namespace ${unknown} is not valid.`);
    const held = call.environment.library.held(findHolder(call, Arn)).map((policy) => ({ policy, grants: serviceGrants([[policy.compiled]]) }));
    const page = pageOfAll([...new Set(ServiceNamespaces)].sort(), pageRequest({ Marker }), (key) => ({ key, id: '' }));
    return {
      PoliciesGrantingServiceAccess: page.items.map((prefix) => ({
        ServiceNamespace: prefix,
        Policies: held.flatMap(({ policy, grants }) => (grants(prefix) ? [shownGrant(call, policy)] : [])),
      })),
      ...pageEnd(page),
    };
  },
});

const entityTypes = { user: 'USER', group: 'GROUP', role: 'ROLE' } as const;

function shownGrant({ partition }: Call, policy: HeldPolicy): iam.PolicyGrantingServiceAccess {
  if (policy.kind === 'managed') return { PolicyName: policy.name, PolicyType: 'MANAGED', PolicyArn: inPartition(policy.arn, partition) };
  return { PolicyName: policy.name, PolicyType: 'INLINE', EntityType: entityTypes[policy.holder.kind], EntityName: policy.holder.name };
}
