import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { getTransfer } from '../../directory/responsibility-transfer.ts';
import { reading } from '../../operation/operation.ts';
import { shownTransfer } from '../handshake-answers.ts';
import { onTransfer } from '../requirement.ts';

export const describeResponsibilityTransfer = reading<organizations.OrganizationsOperations['DescribeResponsibilityTransfer']>({
  requires: ({ Id }, call) => onTransfer('DescribeResponsibilityTransfer', 'readers', call, Id),
  async handle({ Id }, call) {
    const organization = await getOrganization(call.db, call.account);
    return { ResponsibilityTransfer: await shownTransfer(call, organization, await getTransfer(call.db, organization, Id, call.now)) };
  },
});
