import type { organizations } from '@assent/catalog';
import { registerAdministrator } from '../../directory/delegated-administrator.ts';
import { getFullOrganization } from '../../directory/organization.ts';
import { checkServicePrincipal } from '../../directory/service-access.ts';
import { writing } from '../../operation/operation.ts';
import { onAccount } from '../requirement.ts';

export const registerDelegatedAdministrator = writing<organizations.OrganizationsOperations['RegisterDelegatedAdministrator']>({
  requires: ({ AccountId, ServicePrincipal }, call) => onAccount('RegisterDelegatedAdministrator', 'management', call, AccountId, { 'organizations:ServicePrincipal': ServicePrincipal }),
  async handle({ AccountId, ServicePrincipal }, { writer, account, now }) {
    const organization = await getFullOrganization(writer.db, account);
    checkServicePrincipal(ServicePrincipal);
    await registerAdministrator(writer, organization, AccountId, ServicePrincipal, now);
  },
});
