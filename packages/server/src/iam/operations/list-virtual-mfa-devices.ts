import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { listVirtualMfaDevices as list } from '../../directory/mfa-device.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { findUserRows } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';
import { shownVirtualDevice } from '../answers/credential-answer.ts';

export const listVirtualMfaDevices = reading<iam.IamOperations['ListVirtualMFADevices']>({
  requires: () => onAnything('iam:ListVirtualMFADevices'),
  async handle(input, call) {
    const devices = await list(call.db, call.account, input.AssignmentStatus ?? 'Any');
    const page = pageOfAll(devices, pageRequest(input), ({ serial }) => ({ key: '', id: serial }));
    const owners = await findUserRows(
      call.db,
      page.items.flatMap(({ owner_id }) => owner_id ?? []),
    );
    return { VirtualMFADevices: page.items.map((row) => shownVirtualDevice(call, row, owners.get(row.owner_id ?? ''))), ...pageEnd(page) };
  },
});
