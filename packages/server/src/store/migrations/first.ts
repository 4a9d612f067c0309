import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Step 1: accounts, users, groups, roles, policies, access keys, and the beginnings of organizations. The types are those that SQLite and PostgreSQL both know. */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.createTable('settings').addColumn('name', 'text', (c) => c.primaryKey()).addColumn('value', 'text', (c) => c.notNull()).execute();

    await db.schema
      .createTable('changes')
      .addColumn('revision', 'bigint', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('entity_id', 'text', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('accounts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('token_version', 'integer', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('account_aliases')
      .addColumn('alias', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().unique().references('accounts.id'))
      .execute();

    await named(db, 'users')
      .addColumn('boundary_arn', 'text')
      .addColumn('password_last_used', 'bigint')
      .execute();
    await named(db, 'groups').execute();
    await named(db, 'roles')
      .addColumn('description', 'text')
      .addColumn('trust_policy', 'text', (c) => c.notNull())
      .addColumn('trust_principals', 'text', (c) => c.notNull())
      .addColumn('max_session_duration', 'integer', (c) => c.notNull())
      .addColumn('boundary_arn', 'text')
      .addColumn('last_used_at', 'bigint')
      .addColumn('last_used_region', 'text')
      .execute();
    await named(db, 'instance_profiles').addColumn('role_id', 'text', (c) => c.references('roles.id')).execute();
    await named(db, 'policies')
      .addColumn('arn', 'text', (c) => c.notNull().unique())
      .addColumn('description', 'text')
      .addColumn('default_version', 'integer', (c) => c.notNull())
      .addColumn('next_version', 'integer', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('users_boundary').on('users').column('boundary_arn').execute();
    await db.schema.createIndex('roles_boundary').on('roles').column('boundary_arn').execute();
    await db.schema.createIndex('instance_profiles_role').on('instance_profiles').column('role_id').execute();

    await db.schema
      .createTable('group_members')
      .addColumn('group_id', 'text', (c) => c.notNull().references('groups.id'))
      .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
      .addPrimaryKeyConstraint('group_members_key', ['group_id', 'user_id'])
      .execute();
    await db.schema.createIndex('group_members_user').on('group_members').column('user_id').execute();

    await db.schema
      .createTable('policy_versions')
      .addColumn('policy_id', 'text', (c) => c.notNull().references('policies.id'))
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('document', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('policy_versions_key', ['policy_id', 'version'])
      .execute();

    await db.schema
      .createTable('attachments')
      .addColumn('holder_id', 'text', (c) => c.notNull())
      .addColumn('holder_kind', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('policy_arn', 'text', (c) => c.notNull())
      .addColumn('policy_name', 'text', (c) => c.notNull())
      .addColumn('policy_name_key', 'text', (c) => c.notNull())
      .addColumn('attached_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('attachments_key', ['holder_id', 'policy_arn'])
      .execute();
    await db.schema.createIndex('attachments_policy').on('attachments').columns(['policy_arn', 'account_id']).execute();

    await db.schema
      .createTable('inline_policies')
      .addColumn('holder_id', 'text', (c) => c.notNull())
      .addColumn('holder_kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('name_key', 'text', (c) => c.notNull())
      .addColumn('document', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('inline_policies_key', ['holder_id', 'name_key'])
      .execute();

    await db.schema
      .createTable('access_keys')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('user_id', 'text', (c) => c.references('users.id'))
      .addColumn('sealed_secret', 'blob', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('last_used_at', 'bigint')
      .addColumn('last_used_service', 'text')
      .addColumn('last_used_region', 'text')
      .execute();
    await db.schema.createIndex('access_keys_owner').on('access_keys').columns(['account_id', 'user_id']).execute();

    await db.schema
      .createTable('tags')
      .addColumn('entity_id', 'text', (c) => c.notNull())
      .addColumn('key_key', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('tags_key', ['entity_id', 'key_key'])
      .execute();

    await db.schema
      .createTable('organizations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('management_account_id', 'text', (c) => c.notNull().unique().references('accounts.id'))
      .addColumn('feature_set', 'text', (c) => c.notNull())
      .addColumn('root_id', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('memberships')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('accounts.id'))
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('parent_id', 'text', (c) => c.notNull())
      .addColumn('joined_method', 'text', (c) => c.notNull())
      .addColumn('joined_at', 'bigint', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('memberships_organization').on('memberships').columns(['organization_id', 'account_id']).execute();

    await db.schema
      .createTable('account_creations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('account_name', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text')
      .addColumn('failure_reason', 'text')
      .addColumn('requested_at', 'bigint', (c) => c.notNull())
      .addColumn('completed_at', 'bigint')
      .execute();
    await db.schema.createIndex('account_creations_organization').on('account_creations').columns(['organization_id', 'id']).execute();
  },
};

/** A table of entities with a unique id, a name unique without case in its account, and a path. */
function named(db: Kysely<unknown>, table: string) {
  return db.schema
    .createTable(table)
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint(`${table}_name`, ['account_id', 'name_key']);
}
