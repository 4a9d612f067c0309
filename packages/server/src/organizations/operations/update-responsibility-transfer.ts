import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { getTransfer, renameTransfer } from '../../directory/responsibility-transfer.ts';
import { writing } from '../../operation/operation.ts';
import { shownTransfer } from '../handshake-answers.ts';
import { onTransfer } from '../requirement.ts';

export const updateResponsibilityTransfer = writing<organizations.OrganizationsOperations['UpdateResponsibilityTransfer']>({
  requires: ({ Id }, call) => onTransfer('UpdateResponsibilityTransfer', 'management', call, Id),
  async handle({ Id, Name }, call) {
    const { writer, account, now } = call;
    const organization = await getOrganization(writer.db, account);
    const transfer = await getTransfer(writer.db, organization, Id, now);
    return { ResponsibilityTransfer: await shownTransfer(call, organization, await renameTransfer(writer, organization, transfer, Name)) };
  },
});
