import type { HandshakeRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Writer } from '../store/store.ts';
import { endHandshake, insertHandshake, isMigration, listUnderWay, senderOf } from './handshake.ts';
import type { Making } from './organization.ts';
import { handshakeConstraintViolation, organizationFault } from './organization-fault.ts';

/** Begins the way from consolidated billing to all features (R23.64): every account that was invited is asked, and at the
 * end the management account.
 * @returns the handshake that stands for the whole
 * @throws ApiError `HandshakeConstraintViolationException` */
export async function beginAllFeatures(writer: Writer, organization: OrganizationRow, making: Making): Promise<HandshakeRow> {
  const { db } = writer;
  if (organization.feature_set === 'ALL') throw handshakeConstraintViolation('ORGANIZATION_ALREADY_HAS_ALL_FEATURES');
  const underWay = [...(await listUnderWay(db, organization, 'ENABLE_ALL_FEATURES', making.now)), ...(await listUnderWay(db, organization, 'APPROVE_ALL_FEATURES', making.now))];
  if (underWay.length > 0) throw handshakeConstraintViolation('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION');
  const whole = await insertHandshake(writer, organization, { action: 'ENABLE_ALL_FEATURES', state: 'REQUESTED', party_type: 'ORGANIZATION', party_id: organization.id }, making);
  const invited = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select('account_id')
    .where('organization_id', '=', organization.id)
    .where('joined_method', '=', 'INVITED')
    .where('account_id', '!=', organization.management_account_id)
    .where('closed_at', 'is', null)
    .execute();
  for (const { account_id } of invited) {
    await insertHandshake(writer, organization, { action: 'ENABLE_ALL_FEATURES', party_type: 'ACCOUNT', party_id: account_id, parent_id: whole.id }, making);
  }
  await continueAllFeatures(writer, organization, making);
  return whole;
}

/** Asks the management account once every account that was asked, and is still there, has agreed. To be called when one
 * agrees, and when one leaves. */
export async function continueAllFeatures(writer: Writer, organization: OrganizationRow, making: Making): Promise<void> {
  const { db } = writer;
  const whole = (await listUnderWay(db, organization, 'ENABLE_ALL_FEATURES', making.now)).find(isMigration);
  if (!whole || (await listUnderWay(db, organization, 'APPROVE_ALL_FEATURES', making.now)).length > 0) return;
  const asked = await db
    .selectFrom('handshakes')
    .innerJoin('memberships', 'memberships.account_id', 'handshakes.party_id')
    .select('handshakes.state')
    .where('handshakes.parent_id', '=', whole.id)
    .where('memberships.organization_id', '=', organization.id)
    .execute();
  if (asked.some(({ state }) => state !== 'ACCEPTED')) return;
  await insertHandshake(writer, organization, { action: 'APPROVE_ALL_FEATURES', party_type: 'ORGANIZATION', party_id: organization.id, parent_id: whole.id }, making);
}

/** The management account has approved: the organization has all features from now on. */
export async function finishAllFeatures(writer: Writer, row: HandshakeRow, now: Date): Promise<void> {
  const whole = await writer.db.selectFrom('handshakes').selectAll().where('id', '=', row.parent_id).executeTakeFirst();
  if (!whole) throw organizationFault('HandshakeNotFoundException');
  await endHandshake(writer, whole, 'ACCEPTED', now);
  await writer.db.updateTable('organizations').set({ feature_set: 'ALL' }).where('id', '=', row.organization_id).execute();
  writer.changed('organization', row.organization_id);
}

/** With the whole, everything that belongs to it ends. */
export async function cancelMigration(writer: Writer, row: HandshakeRow, now: Date): Promise<void> {
  if (!isMigration(row)) return;
  const organization = await senderOf(writer.db, row);
  for (const action of ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'] as const) {
    for (const part of await listUnderWay(writer.db, organization, action, now)) if (part.parent_id === row.id) await endHandshake(writer, part, 'CANCELED', now);
  }
}
