import type { organizations } from '@assent/catalog';
import { findAwsPolicy } from '../../directory/aws-organization-policy.ts';
import { getTaggable } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { onTaggable } from '../requirement.ts';

export const listTagsForResource = reading<organizations.OrganizationsOperations['ListTagsForResource']>({
  requires: ({ ResourceId }, call) => onTaggable('ListTagsForResource', 'readers', call, ResourceId),
  async handle(input, { db, account }) {
    const organization = await getOrganization(db, account);
    if (findAwsPolicy(input.ResourceId)) return { Tags: [] };
    const { id } = await getTaggable(db, organization, input.ResourceId);
    const { items, marker } = await pageTags(db, id, tokenPage(input));
    return { Tags: items, NextToken: marker };
  },
});
