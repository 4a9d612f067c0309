import type { organizations } from '@assent/catalog';
import { getFullOrganization } from '../../directory/organization.ts';
import { checkServicePrincipal, enableServiceAccess } from '../../directory/service-access.ts';
import { writing } from '../../operation/operation.ts';
import { onOrganization } from '../requirement.ts';

export const enableAwsServiceAccess = writing<organizations.OrganizationsOperations['EnableAWSServiceAccess']>({
  requires: ({ ServicePrincipal }) => onOrganization('EnableAWSServiceAccess', 'management', { 'organizations:ServicePrincipal': ServicePrincipal }),
  async handle({ ServicePrincipal }, { writer, account, now }) {
    const organization = await getFullOrganization(writer.db, account);
    checkServicePrincipal(ServicePrincipal);
    await enableServiceAccess(writer, organization, ServicePrincipal, now);
  },
});
