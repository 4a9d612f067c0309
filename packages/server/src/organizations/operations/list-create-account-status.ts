import type { organizations } from '@assent/catalog';
import { listAccountCreations } from '../../directory/account-creation.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownCreation, tokenPage } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

export const listCreateAccountStatus = reading<organizations.OrganizationsOperations['ListCreateAccountStatus']>({
  requires: () => onOrganization('ListCreateAccountStatus', 'readers'),
  async handle(input, { db, account }) {
    const { items, marker } = await listAccountCreations(db, await getOrganization(db, account), input.States, tokenPage(input));
    return { CreateAccountStatuses: items.map(shownCreation), NextToken: marker };
  },
});
