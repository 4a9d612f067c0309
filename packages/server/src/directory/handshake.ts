import type { HandshakeRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { lowerCaseId } from './identifier.ts';
import type { Making } from './organization.ts';
import { organizationFault } from './organization-fault.ts';
import { pageOfAll } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** The state that a client sees. */
export type HandshakeState = HandshakeRow['state'] | 'EXPIRED';

const day = 24 * 3600 * 1000;
/** How long ended handshakes are to be seen (R23.62). */
const shownFor = 30 * day;

/** How long a handshake stays open (R23.62). */
const openFor: Readonly<Record<HandshakeRow['action'], number>> = { INVITE: 15 * day, TRANSFER_RESPONSIBILITY: 15 * day, ENABLE_ALL_FEATURES: 90 * day, APPROVE_ALL_FEATURES: 90 * day };

const isUnderWay = (state: HandshakeState): boolean => state === 'OPEN' || state === 'REQUESTED';

export const stateOf = ({ state, expires_at }: HandshakeRow, now: Date): HandshakeState => (isUnderWay(state) && expires_at <= now.getTime() ? 'EXPIRED' : state);

const isShown = (row: HandshakeRow, now: Date): boolean => (row.closed_at ?? row.expires_at) + shownFor > now.getTime();

export type HandshakeParts = Pick<HandshakeRow, 'action' | 'party_type' | 'party_id'> & Partial<Pick<HandshakeRow, 'state' | 'notes' | 'tags' | 'parent_id' | 'transfer_id'>>;

/** @throws ApiError `DuplicateHandshakeException` where one of the same kind is under way to the same party */
export async function insertHandshake(writer: Writer, organization: OrganizationRow, parts: HandshakeParts, { now, random }: Making): Promise<HandshakeRow> {
  const { db, changed } = writer;
  await removeForgotten(writer, organization, now);
  const held = await db
    .selectFrom('handshakes')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .where('action', '=', parts.action)
    .where('party_id', '=', parts.party_id)
    .execute();
  if (held.some((row) => isUnderWay(stateOf(row, now)))) throw organizationFault('DuplicateHandshakeException');
  const row: HandshakeRow = {
    id: lowerCaseId('h-', 10, random),
    organization_id: organization.id,
    state: 'OPEN',
    requested_at: now.getTime(),
    expires_at: now.getTime() + openFor[parts.action],
    closed_at: null,
    notes: null,
    tags: '[]',
    parent_id: null,
    transfer_id: null,
    ...parts,
  };
  await db.insertInto('handshakes').values(row).execute();
  changed('handshake', row.id);
  return row;
}

/** Those that ended so long ago that nobody sees them any more. */
async function removeForgotten({ db, changed }: Writer, { id }: OrganizationRow, now: Date): Promise<void> {
  const before = now.getTime() - shownFor;
  const gone = await db
    .selectFrom('handshakes')
    .select('id')
    .where('organization_id', '=', id)
    .where((where) => where.or([where('closed_at', '<=', before), where.and([where('closed_at', 'is', null), where('expires_at', '<=', before)])]))
    .execute();
  for (const row of gone) {
    await db.deleteFrom('handshakes').where('id', '=', row.id).execute();
    changed('handshake', row.id);
  }
}

/** The account that is asked, where the server has it; the name that an invitation gives may come to mean an account
 * only later. */
export async function receiverOf(db: Database, { party_type, party_id, organization_id }: HandshakeRow): Promise<string | undefined> {
  if (party_type === 'ACCOUNT') return party_id;
  if (party_type === 'EMAIL') return (await db.selectFrom('accounts').select('id').where('email', '=', party_id).executeTakeFirst())?.id;
  return (await db.selectFrom('organizations').select('management_account_id').where('id', '=', organization_id).executeTakeFirst())?.management_account_id;
}

/** The organization that sent it. */
export async function senderOf(db: Database, { organization_id }: HandshakeRow): Promise<OrganizationRow> {
  return db.selectFrom('organizations').selectAll().where('id', '=', organization_id).executeTakeFirstOrThrow();
}

async function findShown(db: Database, id: string, now: Date): Promise<HandshakeRow> {
  const row = await db.selectFrom('handshakes').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || !isShown(row, now)) throw organizationFault('HandshakeNotFoundException');
  return row;
}

/** One that the account is party to: as receiver, or as an account of the organization that sent it (R23.9).
 * @throws ApiError `HandshakeNotFoundException` */
export async function getHandshake(db: Database, account: string, id: string, now: Date): Promise<HandshakeRow> {
  const row = await findShown(db, id, now);
  const member = await db.selectFrom('memberships').select('account_id').where('organization_id', '=', row.organization_id).where('account_id', '=', account).executeTakeFirst();
  if (!member && (await receiverOf(db, row)) !== account) throw organizationFault('HandshakeNotFoundException');
  return row;
}

/** One that the account is asked by. What an organization is asked of itself, its management account is asked; the whole
 * of a migration nobody is asked.
 * @throws ApiError `HandshakeNotFoundException` */
export async function getReceived(db: Database, account: string, id: string, now: Date): Promise<HandshakeRow> {
  const row = await findShown(db, id, now);
  if ((await receiverOf(db, row)) !== account || isMigration(row)) throw organizationFault('HandshakeNotFoundException');
  return row;
}

/** The handshake that stands for a migration to all features as a whole: its members answer those below it. */
export const isMigration = ({ action, party_type }: HandshakeRow): boolean => action === 'ENABLE_ALL_FEATURES' && party_type === 'ORGANIZATION';

/** One that the account sent, for its organization.
 * @throws ApiError `HandshakeNotFoundException` */
export async function getSent(db: Database, account: string, id: string, now: Date): Promise<HandshakeRow> {
  const row = await findShown(db, id, now);
  if ((await senderOf(db, row)).management_account_id !== account) throw organizationFault('HandshakeNotFoundException');
  return row;
}

/** @throws ApiError `HandshakeAlreadyInStateException`, `InvalidHandshakeTransitionException` */
export async function endHandshake({ db, changed }: Writer, row: HandshakeRow, state: 'ACCEPTED' | 'DECLINED' | 'CANCELED', now: Date): Promise<HandshakeRow> {
  const present = stateOf(row, now);
  if (present === state) throw organizationFault('HandshakeAlreadyInStateException');
  if (!isUnderWay(present)) throw organizationFault('InvalidHandshakeTransitionException');
  const ended: HandshakeRow = { ...row, state, closed_at: now.getTime() };
  await db.updateTable('handshakes').set({ state, closed_at: ended.closed_at }).where('id', '=', row.id).execute();
  changed('handshake', row.id);
  return ended;
}

export interface HandshakeWish {
  readonly ActionType?: string | undefined;
  readonly ParentHandshakeId?: string | undefined;
}

const wanted = (rows: readonly HandshakeRow[], wish: HandshakeWish | undefined, now: Date): HandshakeRow[] =>
  rows.filter((row) => isShown(row, now) && (wish?.ActionType ?? row.action) === row.action && (wish?.ParentHandshakeId ?? row.parent_id) === row.parent_id);

/** Those that an account is asked by. */
export async function listReceived(db: Database, account: string, wish: HandshakeWish | undefined, now: Date, page: PageRequest): Promise<Page<HandshakeRow>> {
  const { email } = await db.selectFrom('accounts').select('email').where('id', '=', account).executeTakeFirstOrThrow();
  const managed = await db.selectFrom('organizations').select('id').where('management_account_id', '=', account).executeTakeFirst();
  const rows = await db
    .selectFrom('handshakes')
    .selectAll()
    .where('party_id', 'in', [account, email, ...(managed ? [managed.id] : [])])
    .orderBy('id')
    .execute();
  const asked = wanted(rows, wish, now).filter((row) => !isMigration(row));
  return pageOfAll(asked, page, ({ id }) => ({ key: id, id: '' }));
}

/** Those that an organization sent. */
export async function listSent(db: Database, { id }: OrganizationRow, wish: HandshakeWish | undefined, now: Date, page: PageRequest): Promise<Page<HandshakeRow>> {
  const rows = await db.selectFrom('handshakes').selectAll().where('organization_id', '=', id).orderBy('id').execute();
  return pageOfAll(wanted(rows, wish, now), page, (row) => ({ key: row.id, id: '' }));
}

/** Those of a kind that are under way. */
export async function listUnderWay(db: Database, { id }: OrganizationRow, action: HandshakeRow['action'], now: Date): Promise<readonly HandshakeRow[]> {
  const rows = await db.selectFrom('handshakes').selectAll().where('organization_id', '=', id).where('action', '=', action).execute();
  return rows.filter((row) => isUnderWay(stateOf(row, now)));
}
