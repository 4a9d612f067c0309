import type { organizations } from '@assent/catalog';
import { createMember } from '../../directory/account-creation.ts';
import { checkOrganizationTags, setOrganizationTags } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownCreation } from '../answers.ts';
import { onOrganization, withTags } from '../requirement.ts';

/** Answers that the account is being made; DescribeCreateAccountStatus tells how it ended (R23.24). */
export const createAccount = writing<organizations.OrganizationsOperations['CreateAccount']>({
  requires: ({ Tags }) => withTags(onOrganization('CreateAccount', 'management'), Tags),
  async handle({ AccountName, Email, RoleName, Tags = [] }, { writer, account, now, environment }) {
    const organization = await getOrganization(writer.db, account);
    checkOrganizationTags(Tags);
    const ended = await createMember(writer, organization, { name: AccountName, email: Email, roleName: RoleName }, { now, random: environment.random });
    if (ended.account_id !== null) await setOrganizationTags(writer.db, ended.account_id, Tags);
    return { CreateAccountStatus: shownCreation({ ...ended, state: 'IN_PROGRESS', account_id: null, failure_reason: null, completed_at: null }) };
  },
});
