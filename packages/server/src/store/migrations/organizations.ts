import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Step 2: the whole of organizations. Whether an account is closed is a fact of the account, which outlives its
 * membership. */
export const organizations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('closed_at', 'bigint').execute();
    await db.schema.alterTable('memberships').dropColumn('status').execute();
    await db.schema.createIndex('memberships_parent').on('memberships').columns(['parent_id', 'account_id']).execute();

    await ofOrganization(db, 'organizational_units')
      .addColumn('parent_id', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('organizational_units_name', ['parent_id', 'name'])
      .execute();
    await db.schema.createIndex('organizational_units_organization').on('organizational_units').columns(['organization_id', 'id']).execute();

    await ofOrganization(db, 'organization_policies')
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('description', 'text', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('organization_policies_name', ['organization_id', 'type', 'name'])
      .execute();

    await db.schema
      .createTable('organization_policy_types')
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('type', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('organization_policy_types_key', ['organization_id', 'type'])
      .execute();

    await db.schema
      .createTable('organization_policy_attachments')
      .addColumn('target_id', 'text', (c) => c.notNull())
      .addColumn('policy_id', 'text', (c) => c.notNull())
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('attached_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('organization_policy_attachments_key', ['target_id', 'policy_id'])
      .execute();
    await db.schema.createIndex('organization_policy_attachments_policy').on('organization_policy_attachments').columns(['organization_id', 'policy_id', 'target_id']).execute();

    await ofOrganization(db, 'organization_resource_policies')
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('principals', 'text', (c) => c.notNull())
      .addUniqueConstraint('organization_resource_policies_one', ['organization_id'])
      .execute();

    await db.schema
      .createTable('service_accesses')
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('service_principal', 'text', (c) => c.notNull())
      .addColumn('enabled_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('service_accesses_key', ['organization_id', 'service_principal'])
      .execute();

    await db.schema
      .createTable('delegated_administrators')
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('service_principal', 'text', (c) => c.notNull())
      .addColumn('enabled_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('delegated_administrators_key', ['organization_id', 'account_id', 'service_principal'])
      .execute();

    await ofOrganization(db, 'handshakes')
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('requested_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('party_type', 'text', (c) => c.notNull())
      .addColumn('party_id', 'text', (c) => c.notNull())
      .addColumn('notes', 'text')
      .addColumn('tags', 'text', (c) => c.notNull())
      .addColumn('parent_id', 'text')
      .addColumn('transfer_id', 'text')
      .execute();
    await db.schema.createIndex('handshakes_organization').on('handshakes').columns(['organization_id', 'id']).execute();
    await db.schema.createIndex('handshakes_party').on('handshakes').columns(['party_id', 'id']).execute();

    await db.schema
      .createTable('responsibility_transfers')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('source_account_id', 'text', (c) => c.notNull())
      .addColumn('source_organization_id', 'text', (c) => c.notNull())
      .addColumn('target_account_id', 'text', (c) => c.notNull())
      .addColumn('target_organization_id', 'text', (c) => c.notNull())
      .addColumn('starts_at', 'bigint', (c) => c.notNull())
      .addColumn('ends_at', 'bigint')
      .addColumn('handshake_id', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('responsibility_transfers_source').on('responsibility_transfers').columns(['source_organization_id', 'id']).execute();
    await db.schema.createIndex('responsibility_transfers_target').on('responsibility_transfers').columns(['target_organization_id', 'id']).execute();
    await attachToWhatIsThere(db);
  },
};

/** Until now FullAWSAccess was attached to all there was without being said. */
async function attachToWhatIsThere(db: Kysely<unknown>): Promise<void> {
  const type = 'SERVICE_CONTROL_POLICY';
  const attachment = sql`'p-FullAWSAccess', organizations.id, ${type}, 1, organizations.created_at`;
  await sql`insert into organization_policy_types (organization_id, type) select id, ${type} from organizations where feature_set = 'ALL'`.execute(db);
  await sql`insert into organization_policy_attachments (target_id, policy_id, organization_id, type, position, attached_at)
    select root_id, ${attachment} from organizations where feature_set = 'ALL'`.execute(db);
  await sql`insert into organization_policy_attachments (target_id, policy_id, organization_id, type, position, attached_at)
    select account_id, ${attachment} from memberships inner join organizations on organizations.id = memberships.organization_id where feature_set = 'ALL'`.execute(db);
}

function ofOrganization(db: Kysely<unknown>, table: string) {
  return db.schema
    .createTable(table)
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'));
}
