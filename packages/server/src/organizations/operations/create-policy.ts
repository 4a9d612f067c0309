import type { organizations } from '@assent/catalog';
import { insertOrganizationPolicy } from '../../directory/organization-policy.ts';
import { setOrganizationTags } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownPolicy } from '../policy-answers.ts';
import { onNewPolicy, withTags } from '../requirement.ts';

export const createPolicy = writing<organizations.OrganizationsOperations['CreatePolicy']>({
  requires: ({ Type, Tags }, call) => withTags(onNewPolicy('CreatePolicy', 'delegates', call, Type, {}), Tags),
  async handle({ Content, Description, Name, Type, Tags = [] }, call) {
    const { writer, account, now, environment } = call;
    const organization = await getOrganization(writer.db, account);
    const parts = { type: Type, name: Name, description: Description, content: Content };
    const row = await insertOrganizationPolicy(writer, organization, parts, { now, random: environment.random });
    await setOrganizationTags(writer.db, row.id, Tags);
    return { Policy: shownPolicy(call, organization, row) };
  },
});
