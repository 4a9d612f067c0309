import type { HandshakeRow, OrganizationRow, ResponsibilityTransferRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { insertHandshake, stateOf } from './handshake.ts';
import { lowerCaseId } from './identifier.ts';
import { checkParty, findParty } from './invitation.ts';
import type { Invitation } from './invitation.ts';
import type { Making } from './organization.ts';
import { constraintViolation, handshakeConstraintViolation, invalidInput, organizationFault } from './organization-fault.ts';
import { checkOrganizationTags, setOrganizationTags } from './organization-tag.ts';
import { pageOfAll } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import type { ApiTag } from './tag.ts';

/** As an organization sees a transfer: what it took over, or what it gave away. */
export type TransferDirection = 'inbound' | 'outbound';

/** Asks the management account of another organization to have its bills paid by this one (R23.66).
 * @throws ApiError */
export async function inviteToTransfer(writer: Writer, organization: OrganizationRow, { target, notes, tags }: Invitation, name: string, startsAt: Date, making: Making): Promise<HandshakeRow> {
  const { db, changed } = writer;
  checkParty(target);
  checkOrganizationTags(tags);
  checkStart(startsAt, making.now);
  const account = await findParty(db, target);
  const source = account === undefined ? undefined : await db.selectFrom('organizations').selectAll().where('management_account_id', '=', account).executeTakeFirst();
  if (account === undefined || !source) throw handshakeConstraintViolation('TARGET_ACCOUNT_VALIDATION_FAILURE');
  if (source.id === organization.id) throw handshakeConstraintViolation('SOURCE_AND_TARGET_CANNOT_MATCH');
  const accepted = await db.selectFrom('responsibility_transfers').select('id').where('source_organization_id', '=', source.id).where('status', '=', 'ACCEPTED').limit(1).executeTakeFirst();
  if (accepted) throw handshakeConstraintViolation('RESPONSIBILITY_TRANSFER_ALREADY_EXISTS');
  const id = lowerCaseId('rt-', 10, making.random);
  const handshake = await insertHandshake(
    writer,
    organization,
    { action: 'TRANSFER_RESPONSIBILITY', party_type: target.Type, party_id: target.Id, notes: notes ?? null, tags: JSON.stringify(tags), transfer_id: id },
    making,
  );
  const row: ResponsibilityTransferRow = {
    id,
    name,
    status: 'REQUESTED',
    source_account_id: account,
    source_organization_id: source.id,
    target_account_id: organization.management_account_id,
    target_organization_id: organization.id,
    starts_at: startsAt.getTime(),
    ends_at: null,
    handshake_id: handshake.id,
  };
  await db.insertInto('responsibility_transfers').values(row).execute();
  changed('responsibilityTransfer', id);
  return handshake;
}

/** Transfers begin with a month. */
function checkStart(start: Date, now: Date): void {
  if (Number.isNaN(start.getTime())) throw invalidInput('INVALID_START_DATE', 'You specified an invalid start date.');
  if (start.getTime() % (24 * 3600 * 1000) !== 0) throw invalidInput('START_DATE_NOT_BEGINNING_OF_DAY', 'You specified a start date that is not the beginning of a day.');
  if (start.getUTCDate() !== 1) throw invalidInput('START_DATE_NOT_BEGINNING_OF_MONTH', 'You specified a start date that is not the first day of a month.');
  if (start <= now) throw invalidInput('START_DATE_TOO_EARLY', 'You specified a start date that is too early.');
}

/** The handshake of a transfer has ended, and so has the transfer, or it has begun. */
export async function endTransferRequest({ db, changed }: Writer, { transfer_id, tags }: HandshakeRow, status: 'ACCEPTED' | 'DECLINED' | 'CANCELED'): Promise<void> {
  if (transfer_id === null) return;
  await db.updateTable('responsibility_transfers').set({ status }).where('id', '=', transfer_id).execute();
  if (status === 'ACCEPTED') await setOrganizationTags(db, transfer_id, JSON.parse(tags) as ApiTag[]);
  changed('responsibilityTransfer', transfer_id);
}

/** A transfer with the state that follows from the time of its handshake. */
export interface Transfer {
  readonly row: ResponsibilityTransferRow;
  readonly status: ResponsibilityTransferRow['status'] | 'EXPIRED';
}

async function withStatus(db: Database, row: ResponsibilityTransferRow, now: Date): Promise<Transfer> {
  if (row.status !== 'REQUESTED') return { row, status: row.status };
  const handshake = await db.selectFrom('handshakes').selectAll().where('id', '=', row.handshake_id).executeTakeFirst();
  return { row, status: handshake && stateOf(handshake, now) !== 'EXPIRED' ? 'REQUESTED' : 'EXPIRED' };
}

export const directionOf = (organization: OrganizationRow, { target_organization_id }: ResponsibilityTransferRow): TransferDirection => (target_organization_id === organization.id ? 'inbound' : 'outbound');

/** One that the organization is party to.
 * @throws ApiError `ResponsibilityTransferNotFoundException` */
export async function getTransfer(db: Database, organization: OrganizationRow, id: string, now: Date): Promise<Transfer> {
  const row = await db.selectFrom('responsibility_transfers').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || ![row.source_organization_id, row.target_organization_id].includes(organization.id)) throw organizationFault('ResponsibilityTransferNotFoundException');
  return withStatus(db, row, now);
}

export async function listTransfers(db: Database, { id }: OrganizationRow, direction: TransferDirection, only: string | undefined, now: Date, page: PageRequest): Promise<Page<Transfer>> {
  let query = db.selectFrom('responsibility_transfers').selectAll().where(direction === 'inbound' ? 'target_organization_id' : 'source_organization_id', '=', id).orderBy('id');
  if (only !== undefined) query = query.where('id', '=', only);
  const rows = await query.execute();
  if (only !== undefined && rows.length === 0) throw organizationFault('ResponsibilityTransferNotFoundException');
  const { items, marker } = pageOfAll(rows, page, (row) => ({ key: row.id, id: '' }));
  const transfers: Transfer[] = [];
  for (const row of items) transfers.push(await withStatus(db, row, now));
  return { items: transfers, marker };
}

/** @throws ApiError `ConstraintViolationException` for the organization whose bills are paid */
export async function renameTransfer({ db, changed }: Writer, organization: OrganizationRow, { row, status }: Transfer, name: string): Promise<Transfer> {
  if (directionOf(organization, row) === 'outbound') throw constraintViolation('TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED');
  await db.updateTable('responsibility_transfers').set({ name }).where('id', '=', row.id).execute();
  changed('responsibilityTransfer', row.id);
  return { row: { ...row, name }, status };
}

/** Ends an accepted transfer with a month: the present one where nothing is said. Either side may.
 * @throws ApiError */
export async function terminateTransfer({ db, changed }: Writer, { row, status }: Transfer, end: Date | undefined, now: Date): Promise<Transfer> {
  if (status === 'WITHDRAWN') throw organizationFault('ResponsibilityTransferAlreadyInStatusException');
  if (status !== 'ACCEPTED') throw organizationFault('InvalidResponsibilityTransferTransitionException');
  const endsAt = end ?? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - 1000);
  if (endsAt <= now) throw invalidInput('END_DATE_TOO_EARLY', 'You specified an end date that is too early.');
  if (new Date(endsAt.getTime() + 24 * 3600 * 1000).getUTCDate() !== 1) throw invalidInput('END_DATE_NOT_END_OF_MONTH', 'You specified an end date that is not the last day of a month.');
  const ended: ResponsibilityTransferRow = { ...row, status: 'WITHDRAWN', ends_at: endsAt.getTime() };
  await db.updateTable('responsibility_transfers').set({ status: 'WITHDRAWN', ends_at: ended.ends_at }).where('id', '=', row.id).execute();
  changed('responsibilityTransfer', row.id);
  return { row: ended, status: 'WITHDRAWN' };
}
