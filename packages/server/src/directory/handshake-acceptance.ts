import type { HandshakeRow } from '../store/tables/organizations.ts';
import type { Writer } from '../store/store.ts';
import { cancelMigration, continueAllFeatures, finishAllFeatures } from './all-features.ts';
import { endHandshake, senderOf } from './handshake.ts';
import { acceptInvitation } from './invitation.ts';
import type { Making } from './organization.ts';
import { endTransferRequest } from './responsibility-transfer.ts';

/** Accepts a handshake for the account that is asked, and does what was agreed on (R23.62).
 * @throws ApiError */
export async function accept(writer: Writer, row: HandshakeRow, account: string, making: Making): Promise<HandshakeRow> {
  const ended = await endHandshake(writer, row, 'ACCEPTED', making.now);
  switch (row.action) {
    case 'INVITE':
      await acceptInvitation(writer, row, account, making);
      break;
    case 'ENABLE_ALL_FEATURES':
      await continueAllFeatures(writer, await senderOf(writer.db, row), making);
      break;
    case 'APPROVE_ALL_FEATURES':
      await finishAllFeatures(writer, row, making.now);
      break;
    case 'TRANSFER_RESPONSIBILITY':
      await endTransferRequest(writer, row, 'ACCEPTED');
      break;
  }
  return ended;
}

/** @throws ApiError */
export async function decline(writer: Writer, row: HandshakeRow, now: Date): Promise<HandshakeRow> {
  const ended = await endHandshake(writer, row, 'DECLINED', now);
  await endTransferRequest(writer, row, 'DECLINED');
  return ended;
}

/** @throws ApiError */
export async function cancel(writer: Writer, row: HandshakeRow, now: Date): Promise<HandshakeRow> {
  const ended = await endHandshake(writer, row, 'CANCELED', now);
  await cancelMigration(writer, row, now);
  await endTransferRequest(writer, row, 'CANCELED');
  return ended;
}
