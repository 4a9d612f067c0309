import type { organizations } from '@assent/catalog';
import { listDelegatedServices } from '../../directory/delegated-administrator.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { onAccount } from '../requirement.ts';

export const listDelegatedServicesForAccount = reading<organizations.OrganizationsOperations['ListDelegatedServicesForAccount']>({
  requires: ({ AccountId }, call) => onAccount('ListDelegatedServicesForAccount', 'readers', call, AccountId),
  async handle(input, { db, account }) {
    const { items, marker } = await listDelegatedServices(db, await getOrganization(db, account), input.AccountId, tokenPage(input));
    return { DelegatedServices: items.map((row) => ({ ServicePrincipal: row.service_principal, DelegationEnabledDate: new Date(row.enabled_at) })), NextToken: marker };
  },
});
