import type { organizations } from '@assent/catalog';
import { storeResourcePolicy } from '../../directory/organization-resource-policy.ts';
import { getFullOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownResourcePolicy } from '../policy-answers.ts';
import { onResourcePolicy, withTags } from '../requirement.ts';

export const putResourcePolicy = writing<organizations.OrganizationsOperations['PutResourcePolicy']>({
  requires: ({ Tags }, call) => withTags(onResourcePolicy('PutResourcePolicy', 'management', call, {}), Tags),
  async handle({ Content, Tags = [] }, call) {
    const { writer, account, snapshot, now, environment } = call;
    const organization = await getFullOrganization(writer.db, account);
    const row = await storeResourcePolicy(writer, organization, Content, Tags, snapshot, { now, random: environment.random });
    return { ResourcePolicy: shownResourcePolicy(call, organization, row) };
  },
});
