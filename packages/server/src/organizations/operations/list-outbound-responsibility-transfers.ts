import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { listTransfers } from '../../directory/responsibility-transfer.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { shownTransfer } from '../handshake-answers.ts';
import { onOrganization, transferKeys } from '../requirement.ts';

export const listOutboundResponsibilityTransfers = reading<organizations.OrganizationsOperations['ListOutboundResponsibilityTransfers']>({
  requires: () => onOrganization('ListOutboundResponsibilityTransfers', 'readers', transferKeys('outbound')),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    const { items, marker } = await listTransfers(call.db, organization, 'outbound', undefined, call.now, tokenPage(input));
    return { ResponsibilityTransfers: await Promise.all(items.map((transfer) => shownTransfer(call, organization, transfer))), NextToken: marker };
  },
});
