import type { organizations } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { insertOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownOrganization } from '../answers.ts';

export const createOrganization = writing<organizations.OrganizationsOperations['CreateOrganization']>({
  requires: () => onAnything('organizations:CreateOrganization'),
  async handle({ FeatureSet = 'ALL' }, call) {
    const { writer, account, now, environment } = call;
    return { Organization: shownOrganization(call, await insertOrganization(writer, account, FeatureSet, { now, random: environment.random })) };
  },
});
