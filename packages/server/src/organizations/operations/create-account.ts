import type { organizations } from '@assent/catalog';
import { onAnything, requestTags } from '../../authorization/requirement.ts';
import { createMember, getManagedOrganization } from '../../directory/organization.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';
import { shownCreation } from '../answers.ts';

/** Answers that the account is being made; DescribeCreateAccountStatus tells how it ended (R23.24). */
export const createAccount = writing<organizations.OrganizationsOperations['CreateAccount']>({
  requires: ({ Tags }) => [
    onAnything('organizations:CreateAccount', requestTags(Tags)),
    ...(Tags && Tags.length > 0 ? [onAnything('organizations:TagResource', requestTags(Tags))] : []),
  ],
  async handle({ AccountName, Email, RoleName, Tags }, { writer, account, now, environment }) {
    const organization = await getManagedOrganization(writer.db, account);
    const ended = await createMember(writer, organization, { name: AccountName, email: Email, roleName: RoleName }, { now, random: environment.random });
    if (ended.account_id !== null) await setTags(writer.db, ended.account_id, Tags ?? [], 'sensitive');
    return { CreateAccountStatus: shownCreation({ ...ended, state: 'IN_PROGRESS', account_id: null, failure_reason: null, completed_at: null }) };
  },
});
