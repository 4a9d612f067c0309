import type { organizations } from '@assent/catalog';
import { invite } from '../../directory/invitation.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onAccount, onOrganization, withTags } from '../requirement.ts';

export const inviteAccountToOrganization = writing<organizations.OrganizationsOperations['InviteAccountToOrganization']>({
  requires: ({ Target, Tags }, call) => {
    const on = Target.Type === 'ACCOUNT' ? onAccount('InviteAccountToOrganization', 'management', call, Target.Id) : onOrganization('InviteAccountToOrganization', 'management');
    return withTags(on, Tags);
  },
  async handle({ Target, Notes, Tags = [] }, call) {
    const { writer, account, now, environment } = call;
    const organization = await getOrganization(writer.db, account);
    const row = await invite(writer, organization, { target: Target, notes: Notes, tags: Tags }, { now, random: environment.random });
    return { Handshake: await shownHandshake(call, row) };
  },
});
