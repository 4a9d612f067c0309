import type { organizations } from '@assent/catalog';
import { listSent } from '../../directory/handshake.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onOrganization } from '../requirement.ts';

export const listHandshakesForOrganization = reading<organizations.OrganizationsOperations['ListHandshakesForOrganization']>({
  requires: () => onOrganization('ListHandshakesForOrganization', 'readers'),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    const { items, marker } = await listSent(call.db, organization, input.Filter, call.now, tokenPage(input));
    return { Handshakes: await Promise.all(items.map((row) => shownHandshake(call, row))), NextToken: marker };
  },
});
