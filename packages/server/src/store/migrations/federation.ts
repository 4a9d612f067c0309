import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Step 4: identity providers, the server's own issuers and their keys, and the features that go with them. */
export const federation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('oidc_providers')
      .addColumn('arn', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('client_ids', 'text', (c) => c.notNull())
      .addColumn('thumbprints', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('oidc_providers_account').on('oidc_providers').column('account_id').execute();

    await db.schema
      .createTable('saml_providers')
      .addColumn('arn', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('uuid', 'text', (c) => c.notNull())
      .addColumn('metadata', 'text', (c) => c.notNull())
      .addColumn('valid_until', 'bigint', (c) => c.notNull())
      .addColumn('encryption_mode', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('saml_providers_account').on('saml_providers').column('account_id').execute();

    await db.schema
      .createTable('saml_private_keys')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('provider_arn', 'text', (c) => c.notNull().references('saml_providers.arn'))
      .addColumn('sealed_key', 'blob', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('saml_private_keys_provider').on('saml_private_keys').column('provider_arn').execute();

    await db.schema
      .createTable('web_identity_issuers')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('accounts.id'))
      .addColumn('issuer_id', 'text', (c) => c.notNull().unique())
      .addColumn('enabled', 'integer', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('issuer_keys')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('algorithm', 'text', (c) => c.notNull())
      .addColumn('sealed_private_key', 'blob', (c) => c.notNull())
      .addColumn('public_key', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('organization_features')
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
      .addColumn('feature', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('organization_features_key', ['organization_id', 'feature'])
      .execute();

    await db.schema
      .createTable('account_properties')
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('account_properties_key', ['account_id', 'name'])
      .execute();
  },
};
