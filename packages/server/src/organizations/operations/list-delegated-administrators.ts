import type { organizations } from '@assent/catalog';
import { listAdministrators } from '../../directory/delegated-administrator.ts';
import { getOrganization } from '../../directory/organization.ts';
import { checkServicePrincipal } from '../../directory/service-access.ts';
import { reading } from '../../operation/operation.ts';
import { shownAdministrator, tokenPage } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

export const listDelegatedAdministrators = reading<organizations.OrganizationsOperations['ListDelegatedAdministrators']>({
  requires: ({ ServicePrincipal }) => onOrganization('ListDelegatedAdministrators', 'readers', { 'organizations:ServicePrincipal': ServicePrincipal }),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    if (input.ServicePrincipal !== undefined) checkServicePrincipal(input.ServicePrincipal);
    const { items, marker } = await listAdministrators(call.db, organization, input.ServicePrincipal, tokenPage(input));
    return { DelegatedAdministrators: items.map((administrator) => shownAdministrator(call, organization, administrator)), NextToken: marker };
  },
});
