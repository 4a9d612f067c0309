import type { organizations } from '@assent/catalog';
import { getFullOrganization } from '../../directory/organization.ts';
import { checkServicePrincipal, disableServiceAccess } from '../../directory/service-access.ts';
import { writing } from '../../operation/operation.ts';
import { onOrganization } from '../requirement.ts';

export const disableAwsServiceAccess = writing<organizations.OrganizationsOperations['DisableAWSServiceAccess']>({
  requires: ({ ServicePrincipal }) => onOrganization('DisableAWSServiceAccess', 'management', { 'organizations:ServicePrincipal': ServicePrincipal }),
  async handle({ ServicePrincipal }, { writer, account }) {
    const organization = await getFullOrganization(writer.db, account);
    checkServicePrincipal(ServicePrincipal);
    await disableServiceAccess(writer, organization, ServicePrincipal);
  },
});
