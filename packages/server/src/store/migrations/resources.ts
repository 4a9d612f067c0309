import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Step 6: what is known of resources of other services. Their accounts need not be this server's. */
export const resources: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('resources')
      .addColumn('arn', 'text', (c) => c.primaryKey())
      .addColumn('root_arn', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('policy', 'text')
      .addColumn('principals', 'text', (c) => c.notNull())
      .addColumn('tags', 'text')
      .addColumn('details', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('resources_root').on('resources').column('root_arn').execute();
  },
};
