import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { managedOrganization, setFeature } from '../../directory/organization-feature.ts';
import { writing } from '../../operation/operation.ts';
import { shownFeatures } from '../answers/feature-answer.ts';

export const enableOrganizationsRootCredentialsManagement = writing<iam.IamOperations['EnableOrganizationsRootCredentialsManagement']>({
  requires: () => onAnything('iam:EnableOrganizationsRootCredentialsManagement'),
  async handle(_input, { writer, account }) {
    const organization = await managedOrganization(writer.db, account);
    await setFeature(writer, organization, 'RootCredentialsManagement', true);
    return shownFeatures(writer.db, organization);
  },
});
