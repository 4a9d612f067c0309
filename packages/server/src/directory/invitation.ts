import type { HandshakeRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { insertHandshake, listUnderWay, senderOf } from './handshake.ts';
import { joinOrganization } from './member.ts';
import type { Making } from './organization.ts';
import { handshakeConstraintViolation, invalidInput, organizationFault } from './organization-fault.ts';
import { checkOrganizationTags, setOrganizationTags } from './organization-tag.ts';
import type { ApiTag } from './tag.ts';

/** Who is invited, as a client names it. */
export interface Party {
  readonly Id: string;
  readonly Type: 'ACCOUNT' | 'ORGANIZATION' | 'EMAIL';
}

/** @throws ApiError `InvalidInputException` where it is no account and no address */
export function checkParty({ Id, Type }: Party): void {
  if (Type === 'ORGANIZATION') throw invalidInput('INVALID_PARTY_TYPE_TARGET', 'You specified the wrong type of entity as a target: only accounts and email addresses can be invited.');
  if (Type === 'ACCOUNT' && !/^\d{12}$/.test(Id)) throw invalidInput('INVALID_PATTERN_TARGET_ID', 'You specified an account ID that is not 12 digits.');
  if (Type === 'EMAIL' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(Id)) throw invalidInput('INVALID_EMAIL_ADDRESS_TARGET', 'You specified an invalid email address for the invited account owner.');
}

/** The account that a party is, where the server has it. */
export async function findParty(db: Database, { Id, Type }: Party): Promise<string | undefined> {
  return (await db.selectFrom('accounts').select('id').where(Type === 'ACCOUNT' ? 'id' : 'email', '=', Id).executeTakeFirst())?.id;
}

const isMember = async (db: Database, account: string): Promise<boolean> =>
  (await db.selectFrom('memberships').select('organization_id').where('account_id', '=', account).executeTakeFirst()) !== undefined;

export interface Invitation {
  readonly target: Party;
  readonly notes: string | undefined;
  readonly tags: readonly ApiTag[];
}

/** R23.63. Who is not known here may be invited all the same, and is then asked once it is known.
 * @throws ApiError */
export async function invite(writer: Writer, organization: OrganizationRow, { target, notes, tags }: Invitation, making: Making): Promise<HandshakeRow> {
  const { db } = writer;
  checkParty(target);
  checkOrganizationTags(tags);
  if ((await listUnderWay(db, organization, 'ENABLE_ALL_FEATURES', making.now)).length > 0) throw handshakeConstraintViolation('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES');
  const account = await findParty(db, target);
  if (account !== undefined && (await isMember(db, account))) throw handshakeConstraintViolation('ALREADY_IN_AN_ORGANIZATION');
  return insertHandshake(writer, organization, { action: 'INVITE', party_type: target.Type, party_id: target.Id, notes: notes ?? null, tags: JSON.stringify(tags) }, making);
}

/** The invited account joins, with the tags that the invitation promised.
 * @throws ApiError `HandshakeConstraintViolationException` */
export async function acceptInvitation(writer: Writer, row: HandshakeRow, account: string, making: Making): Promise<void> {
  if (await isMember(writer.db, account)) throw handshakeConstraintViolation('ALREADY_IN_AN_ORGANIZATION');
  const open = await writer.db.selectFrom('accounts').select('closed_at').where('id', '=', account).executeTakeFirst();
  if (open?.closed_at !== null) throw organizationFault('AccountNotFoundException');
  await joinOrganization(writer, await senderOf(writer.db, row), account, making);
  await setOrganizationTags(writer.db, account, JSON.parse(row.tags) as ApiTag[]);
}
