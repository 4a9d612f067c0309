import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { listServiceAccesses } from '../../directory/service-access.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

export const listAwsServiceAccessForOrganization = reading<organizations.OrganizationsOperations['ListAWSServiceAccessForOrganization']>({
  requires: () => onOrganization('ListAWSServiceAccessForOrganization', 'readers'),
  async handle(input, { db, account }) {
    const { items, marker } = await listServiceAccesses(db, await getOrganization(db, account), tokenPage(input));
    return { EnabledServicePrincipals: items.map((row) => ({ ServicePrincipal: row.service_principal, DateEnabled: new Date(row.enabled_at) })), NextToken: marker };
  },
});
