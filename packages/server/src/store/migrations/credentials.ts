import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Step 3: passwords and their policy, MFA devices, SSH keys, certificates, credentials of single services, reports. */
export const credentials: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('password_policies')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('accounts.id'))
      .addColumn('minimum_length', 'integer', (c) => c.notNull())
      .addColumn('require_symbols', 'integer', (c) => c.notNull())
      .addColumn('require_numbers', 'integer', (c) => c.notNull())
      .addColumn('require_uppercase', 'integer', (c) => c.notNull())
      .addColumn('require_lowercase', 'integer', (c) => c.notNull())
      .addColumn('users_may_change', 'integer', (c) => c.notNull())
      .addColumn('max_age', 'integer')
      .addColumn('reuse_prevention', 'integer')
      .addColumn('hard_expiry', 'integer', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('login_profiles')
      .addColumn('owner_id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('salt', 'blob', (c) => c.notNull())
      .addColumn('hashes', 'text', (c) => c.notNull())
      .addColumn('reset_required', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('login_profiles_account').on('login_profiles').column('account_id').execute();

    await db.schema
      .createTable('mfa_devices')
      .addColumn('serial', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('path', 'text', (c) => c.notNull())
      .addColumn('sealed_seed', 'blob', (c) => c.notNull())
      .addColumn('owner_id', 'text')
      .addColumn('enabled_at', 'bigint')
      .addColumn('last_step', 'bigint', (c) => c.notNull())
      .addColumn('drift', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('mfa_devices_account').on('mfa_devices').column('account_id').execute();
    await db.schema.createIndex('mfa_devices_owner').on('mfa_devices').column('owner_id').execute();

    await db.schema
      .createTable('ssh_public_keys')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('uploaded_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('ssh_public_keys_user').on('ssh_public_keys').column('user_id').execute();

    await db.schema
      .createTable('signing_certificates')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('owner_id', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('uploaded_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('signing_certificates_digest', ['account_id', 'digest'])
      .execute();
    await db.schema.createIndex('signing_certificates_owner').on('signing_certificates').column('owner_id').execute();

    await db.schema
      .createTable('server_certificates')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('name_key', 'text', (c) => c.notNull())
      .addColumn('path', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('chain', 'text')
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('server_certificates_name', ['account_id', 'name_key'])
      .execute();

    await db.schema
      .createTable('service_credentials')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
      .addColumn('service', 'text', (c) => c.notNull())
      .addColumn('service_user_name', 'text', (c) => c.notNull())
      .addColumn('password_digest', 'blob', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint')
      .execute();
    await db.schema.createIndex('service_credentials_user').on('service_credentials').columns(['user_id', 'service']).execute();
    await db.schema.createIndex('service_credentials_account').on('service_credentials').column('account_id').execute();

    await db.schema
      .createTable('credential_reports')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('accounts.id'))
      .addColumn('generated_at', 'bigint', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .execute();
  },
};
