import type { organizations } from '@assent/catalog';
import { receiverOf, senderOf, stateOf } from '../directory/handshake.ts';
import { handshakeArn, transferArn } from '../directory/organization-arn.ts';
import { directionOf } from '../directory/responsibility-transfer.ts';
import type { Transfer } from '../directory/responsibility-transfer.ts';
import type { Call } from '../operation/call.ts';
import type { HandshakeRow, OrganizationRow } from '../store/tables/organizations.ts';
import { arnOwner } from './answers.ts';

type Resource = organizations.HandshakeResource;

/** A handshake with its parties, and what they must know of each other (R23.62). */
export async function shownHandshake({ partition, db, now }: Call, row: HandshakeRow): Promise<organizations.Handshake> {
  const sender = await senderOf(db, row);
  const party = row.party_type === 'ORGANIZATION' ? [] : [{ Id: row.party_id, Type: row.party_type }];
  return {
    Id: row.id,
    Arn: handshakeArn(partition, arnOwner(sender), row),
    Parties: [{ Id: sender.id, Type: 'ORGANIZATION' }, ...party],
    State: stateOf(row, now),
    RequestedTimestamp: new Date(row.requested_at),
    ExpirationTimestamp: new Date(row.expires_at),
    Action: row.action,
    Resources: [...(await senderResources(db, sender)), ...(await partyResources(db, row)), ...(await transferResources(db, row)), ...noteResources(row)],
  };
}

async function senderResources(db: Call['db'], { id, feature_set, management_account_id }: OrganizationRow): Promise<readonly Resource[]> {
  const { name, email } = await db.selectFrom('accounts').select(['name', 'email']).where('id', '=', management_account_id).executeTakeFirstOrThrow();
  return [
    {
      Type: 'ORGANIZATION',
      Value: id,
      Resources: [
        { Type: 'MASTER_EMAIL', Value: email },
        { Type: 'MASTER_NAME', Value: name },
        { Type: 'ORGANIZATION_FEATURE_SET', Value: feature_set },
      ],
    },
  ];
}

/** Who was asked, and, where it was found by its address, which account that is once it has accepted. */
async function partyResources(db: Call['db'], row: HandshakeRow): Promise<readonly Resource[]> {
  if (row.party_type === 'ORGANIZATION') return [];
  const named: Resource = { Type: row.party_type, Value: row.party_id };
  const account = row.party_type === 'EMAIL' && row.state === 'ACCEPTED' ? await receiverOf(db, row) : undefined;
  return account === undefined ? [named] : [named, { Type: 'ACCOUNT', Value: account }];
}

async function transferResources(db: Call['db'], { transfer_id }: HandshakeRow): Promise<readonly Resource[]> {
  if (transfer_id === null) return [];
  const { starts_at } = await db.selectFrom('responsibility_transfers').select('starts_at').where('id', '=', transfer_id).executeTakeFirstOrThrow();
  return [
    { Type: 'RESPONSIBILITY_TRANSFER', Value: transfer_id },
    { Type: 'TRANSFER_TYPE', Value: 'BILLING' },
    { Type: 'TRANSFER_START_TIMESTAMP', Value: new Date(starts_at).toISOString() },
  ];
}

function noteResources({ notes, parent_id }: HandshakeRow): readonly Resource[] {
  return [...(parent_id === null ? [] : [{ Type: 'PARENT_HANDSHAKE' as const, Value: parent_id }]), ...(notes === null ? [] : [{ Type: 'NOTES' as const, Value: notes }])];
}

/** A transfer as an organization that is party to it sees it. */
export async function shownTransfer({ partition, db }: Call, organization: OrganizationRow, { row, status }: Transfer): Promise<organizations.ResponsibilityTransfer> {
  const participant = async (id: string): Promise<organizations.TransferParticipant> => ({
    ManagementAccountId: id,
    ManagementAccountEmail: (await db.selectFrom('accounts').select('email').where('id', '=', id).executeTakeFirst())?.email,
  });
  return {
    Arn: transferArn(partition, arnOwner(organization), row.id, directionOf(organization, row)),
    Name: row.name,
    Id: row.id,
    Type: 'BILLING',
    Status: status,
    Source: await participant(row.source_account_id),
    Target: await participant(row.target_account_id),
    StartTimestamp: new Date(row.starts_at),
    EndTimestamp: row.ends_at === null ? undefined : new Date(row.ends_at),
    ActiveHandshakeId: row.handshake_id,
  };
}
