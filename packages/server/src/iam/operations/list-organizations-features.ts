import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { managedOrganization } from '../../directory/organization-feature.ts';
import { reading } from '../../operation/operation.ts';
import { shownFeatures } from '../answers/feature-answer.ts';

export const listOrganizationsFeatures = reading<iam.IamOperations['ListOrganizationsFeatures']>({
  requires: () => onAnything('iam:ListOrganizationsFeatures'),
  async handle(_input, { db, account }) {
    return shownFeatures(db, await managedOrganization(db, account));
  },
});
