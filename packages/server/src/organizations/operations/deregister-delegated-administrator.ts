import type { organizations } from '@assent/catalog';
import { deregisterAdministrator } from '../../directory/delegated-administrator.ts';
import { getFullOrganization } from '../../directory/organization.ts';
import { checkServicePrincipal } from '../../directory/service-access.ts';
import { writing } from '../../operation/operation.ts';
import { onAccount } from '../requirement.ts';

export const deregisterDelegatedAdministrator = writing<organizations.OrganizationsOperations['DeregisterDelegatedAdministrator']>({
  requires: ({ AccountId, ServicePrincipal }, call) => onAccount('DeregisterDelegatedAdministrator', 'management', call, AccountId, { 'organizations:ServicePrincipal': ServicePrincipal }),
  async handle({ AccountId, ServicePrincipal }, { writer, account }) {
    const organization = await getFullOrganization(writer.db, account);
    checkServicePrincipal(ServicePrincipal);
    await deregisterAdministrator(writer, organization, AccountId, ServicePrincipal);
  },
});
