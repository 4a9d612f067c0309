import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Step 5: deletions of service-linked roles, last uses of actions, access reports, and what counts uses of policies. */
export const reports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('deletion_tasks')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('role_name_key', 'text', (c) => c.notNull())
      .addColumn('failure', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('deletion_tasks_role').on('deletion_tasks').columns(['account_id', 'role_name_key']).execute();

    await db.schema
      .createTable('action_uses')
      .addColumn('entity_id', 'text', (c) => c.notNull())
      .addColumn('namespace', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('used_at', 'bigint', (c) => c.notNull())
      .addColumn('region', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('action_uses_key', ['entity_id', 'namespace', 'action'])
      .execute();

    await db.schema
      .createTable('access_reports')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('requested_by', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .execute();
    // Boundaries are counted by account, many at a time.
    await db.schema.createIndex('users_boundary_account').on('users').columns(['boundary_arn', 'account_id']).execute();
    await db.schema.createIndex('roles_boundary_account').on('roles').columns(['boundary_arn', 'account_id']).execute();

    await db.schema.createIndex('access_reports_account').on('access_reports').columns(['account_id', 'created_at']).execute();
  },
};
