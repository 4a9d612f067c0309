import type { organizations } from '@assent/catalog';
import { closeMember } from '../../directory/member.ts';
import { getFullOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onAccount } from '../requirement.ts';

/** What AWS does in minutes is done when it is answered: the account is closed (R23.26). */
export const closeAccount = writing<organizations.OrganizationsOperations['CloseAccount']>({
  requires: ({ AccountId }, call) => onAccount('CloseAccount', 'management', call, AccountId),
  async handle({ AccountId }, { writer, account, now }) {
    await closeMember(writer, await getFullOrganization(writer.db, account), AccountId, now);
  },
});
