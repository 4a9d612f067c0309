import type { organizations } from '@assent/catalog';
import { moveMember } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onAccount, onTarget } from '../requirement.ts';

export const moveAccount = writing<organizations.OrganizationsOperations['MoveAccount']>({
  requires: ({ AccountId, SourceParentId, DestinationParentId }, call) => [
    onAccount('MoveAccount', 'management', call, AccountId),
    onTarget('MoveAccount', 'management', call, SourceParentId),
    onTarget('MoveAccount', 'management', call, DestinationParentId),
  ],
  async handle({ AccountId, SourceParentId, DestinationParentId }, { writer, account }) {
    await moveMember(writer, await getOrganization(writer.db, account), AccountId, SourceParentId, DestinationParentId);
  },
});
