import type { organizations } from '@assent/catalog';
import { beginAllFeatures } from '../../directory/all-features.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onOrganization } from '../requirement.ts';

export const enableAllFeatures = writing<organizations.OrganizationsOperations['EnableAllFeatures']>({
  requires: () => onOrganization('EnableAllFeatures', 'management'),
  async handle(_input, call) {
    const { writer, account, now, environment } = call;
    const organization = await getOrganization(writer.db, account);
    return { Handshake: await shownHandshake(call, await beginAllFeatures(writer, organization, { now, random: environment.random })) };
  },
});
