import type { organizations } from '@assent/catalog';
import { setOrganizationTags } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { insertUnit } from '../../directory/organizational-unit.ts';
import { writing } from '../../operation/operation.ts';
import { shownUnit } from '../answers.ts';
import { onTarget, withTags } from '../requirement.ts';

export const createOrganizationalUnit = writing<organizations.OrganizationsOperations['CreateOrganizationalUnit']>({
  requires: ({ ParentId, Tags }, call) => withTags(onTarget('CreateOrganizationalUnit', 'management', call, ParentId), Tags),
  async handle({ ParentId, Name, Tags = [] }, call) {
    const { writer, account, now, environment } = call;
    const organization = await getOrganization(writer.db, account);
    const row = await insertUnit(writer, organization, ParentId, Name, { now, random: environment.random });
    await setOrganizationTags(writer.db, row.id, Tags);
    return { OrganizationalUnit: await shownUnit(call, organization, row) };
  },
});
