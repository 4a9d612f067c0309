import type { organizations } from '@assent/catalog';
import { getTaggable, untagEntity } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onTaggable } from '../requirement.ts';

export const untagResource = writing<organizations.OrganizationsOperations['UntagResource']>({
  requires: ({ ResourceId, TagKeys }, call) => onTaggable('UntagResource', 'delegates', call, ResourceId, { 'aws:TagKeys': TagKeys }),
  async handle({ ResourceId, TagKeys }, { writer, account }) {
    await untagEntity(writer, await getTaggable(writer.db, await getOrganization(writer.db, account), ResourceId), TagKeys);
  },
});
