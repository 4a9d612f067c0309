import type { organizations } from '@assent/catalog';
import { findInherited } from '../../directory/inherited-policy.ts';
import { listMembers } from '../../directory/member.ts';
import { organizationFault } from '../../directory/organization-fault.ts';
import { isEnabled } from '../../directory/organization-policy-type.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownAccount, tokenPage } from '../answers.ts';
import { onOrganization, policyTypeKey } from '../requirement.ts';

/** A page may be empty and still have a next one (R23.6). */
export const listAccountsWithInvalidEffectivePolicy = reading<organizations.OrganizationsOperations['ListAccountsWithInvalidEffectivePolicy']>({
  requires: ({ PolicyType }) => onOrganization('ListAccountsWithInvalidEffectivePolicy', 'readers', policyTypeKey(PolicyType)),
  async handle(input, call) {
    const { PolicyType } = input;
    const organization = await getOrganization(call.db, call.account);
    if (!(await isEnabled(call.db, organization, PolicyType))) throw organizationFault('EffectivePolicyNotFoundException');
    const { items, marker } = await listMembers(call.db, organization, tokenPage(input));
    const inherited = await Promise.all(items.map((row) => findInherited(call.db, organization, row, PolicyType)));
    const invalid = items.filter((_row, index) => (inherited[index]?.faults.length ?? 0) > 0);
    return { Accounts: invalid.map((row) => shownAccount(call, organization, row)), PolicyType, NextToken: marker };
  },
});
