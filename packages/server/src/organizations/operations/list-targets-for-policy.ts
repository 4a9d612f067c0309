import type { organizations } from '@assent/catalog';
import { getTarget, listTargetIds } from '../../directory/organization-policy-attachment.ts';
import { getOrganizationPolicy } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownTarget, tokenPage } from '../answers.ts';
import { onPolicy } from '../requirement.ts';

export const listTargetsForPolicy = reading<organizations.OrganizationsOperations['ListTargetsForPolicy']>({
  requires: ({ PolicyId }, call) => onPolicy('ListTargetsForPolicy', 'readers', call, PolicyId),
  async handle(input, call) {
    const { db } = call;
    const organization = await getOrganization(db, call.account);
    const policy = await getOrganizationPolicy(db, organization, input.PolicyId);
    const { items, marker } = await listTargetIds(db, organization, policy.id, tokenPage(input));
    const targets = await Promise.all(items.map((id) => getTarget(db, organization, id)));
    return { Targets: targets.map((target) => shownTarget(call, organization, target)), NextToken: marker };
  },
});
