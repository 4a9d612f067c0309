import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownRoot, tokenPage } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

export const listRoots = reading<organizations.OrganizationsOperations['ListRoots']>({
  requires: () => onOrganization('ListRoots', 'readers'),
  async handle(input, call) {
    tokenPage(input);
    return { Roots: [await shownRoot(call, await getOrganization(call.db, call.account))] };
  },
});
