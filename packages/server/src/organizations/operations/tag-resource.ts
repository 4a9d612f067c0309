import type { organizations } from '@assent/catalog';
import { requestTags } from '../../authorization/requirement.ts';
import { getTaggable, tagEntity } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onTaggable } from '../requirement.ts';

export const tagResource = writing<organizations.OrganizationsOperations['TagResource']>({
  requires: ({ ResourceId, Tags }, call) => onTaggable('TagResource', 'delegates', call, ResourceId, requestTags(Tags)),
  async handle({ ResourceId, Tags }, { writer, account }) {
    await tagEntity(writer, await getTaggable(writer.db, await getOrganization(writer.db, account), ResourceId), Tags);
  },
});
