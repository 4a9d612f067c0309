import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { inviteToTransfer } from '../../directory/responsibility-transfer.ts';
import { writing } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onAccount, onOrganization, transferKeys, withTags } from '../requirement.ts';

export const inviteOrganizationToTransferResponsibility = writing<organizations.OrganizationsOperations['InviteOrganizationToTransferResponsibility']>({
  requires: ({ Target, Tags }, call) => {
    const keys = transferKeys('inbound');
    const on =
      Target.Type === 'ACCOUNT'
        ? onAccount('InviteOrganizationToTransferResponsibility', 'management', call, Target.Id, keys)
        : onOrganization('InviteOrganizationToTransferResponsibility', 'management', keys);
    return withTags(on, Tags);
  },
  async handle({ Target, Notes, StartTimestamp, SourceName, Tags = [] }, call) {
    const { writer, account, now, environment } = call;
    const organization = await getOrganization(writer.db, account);
    const row = await inviteToTransfer(writer, organization, { target: Target, notes: Notes, tags: Tags }, SourceName, StartTimestamp, { now, random: environment.random });
    return { Handshake: await shownHandshake(call, row) };
  },
});
