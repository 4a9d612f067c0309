import type { organizations } from '@assent/catalog';
import { findMember } from '../../directory/member.ts';
import { organizationFault } from '../../directory/organization-fault.ts';
import { getOrganization } from '../../directory/organization.ts';
import { findUnit } from '../../directory/organizational-unit.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { onTarget } from '../requirement.ts';

/** A child has one parent (R23.30). */
export const listParents = reading<organizations.OrganizationsOperations['ListParents']>({
  requires: ({ ChildId }, call) => onTarget('ListParents', 'readers', call, ChildId),
  async handle(input, { db, account }) {
    tokenPage(input);
    const organization = await getOrganization(db, account);
    const child = (await findUnit(db, organization, input.ChildId)) ?? (await findMember(db, organization, input.ChildId));
    if (!child) throw organizationFault('ChildNotFoundException');
    return { Parents: [{ Id: child.parent_id, Type: child.parent_id === organization.root_id ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
});
