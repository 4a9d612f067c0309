import type { organizations } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { insertOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownOrganization } from '../answers.ts';
import { onServiceLinkedRole } from '../requirement.ts';

export const createOrganization = writing<organizations.OrganizationsOperations['CreateOrganization']>({
  requires: (_input, call) => [onAnything('organizations:CreateOrganization'), ...onServiceLinkedRole(call)],
  async handle({ FeatureSet = 'ALL' }, call) {
    const { writer, account, now, environment } = call;
    return { Organization: shownOrganization(call, await insertOrganization(writer, account, FeatureSet, { now, random: environment.random })) };
  },
});
