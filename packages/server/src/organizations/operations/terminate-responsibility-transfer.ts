import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { getTransfer, terminateTransfer } from '../../directory/responsibility-transfer.ts';
import { writing } from '../../operation/operation.ts';
import { shownTransfer } from '../handshake-answers.ts';
import { onTransfer } from '../requirement.ts';

export const terminateResponsibilityTransfer = writing<organizations.OrganizationsOperations['TerminateResponsibilityTransfer']>({
  requires: ({ Id }, call) => onTransfer('TerminateResponsibilityTransfer', 'management', call, Id),
  async handle({ Id, EndTimestamp }, call) {
    const { writer, account, now } = call;
    const organization = await getOrganization(writer.db, account);
    const transfer = await getTransfer(writer.db, organization, Id, now);
    return { ResponsibilityTransfer: await shownTransfer(call, organization, await terminateTransfer(writer, transfer, EndTimestamp, now)) };
  },
});
