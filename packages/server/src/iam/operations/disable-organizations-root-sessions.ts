import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { managedOrganization, setFeature } from '../../directory/organization-feature.ts';
import { writing } from '../../operation/operation.ts';
import { shownFeatures } from '../answers/feature-answer.ts';

export const disableOrganizationsRootSessions = writing<iam.IamOperations['DisableOrganizationsRootSessions']>({
  requires: () => onAnything('iam:DisableOrganizationsRootSessions'),
  async handle(_input, { writer, account }) {
    const organization = await managedOrganization(writer.db, account);
    await setFeature(writer, organization, 'RootSessions', false);
    return shownFeatures(writer.db, organization);
  },
});
