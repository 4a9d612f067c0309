import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { migrations } from '../migrations.ts';
import { NodeSqliteDialect } from '../sqlite-dialect.ts';
import type { Schema } from '../schema.ts';

it('an organization of before the step is what it was after it', async () => {
  const database = new DatabaseSync(':memory:');
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
  const migrator = new Migrator({ db, provider: migrations });
  expect((await migrator.migrateTo('0001-first')).error).toBeUndefined();
  database.exec(`
    insert into accounts (id, name, email, created_at, token_version) values ('111111111111', 'a', 'a@example.com', 1, 1);
    insert into organizations (id, management_account_id, feature_set, root_id, created_at) values ('o-0123456789', '111111111111', 'ALL', 'r-abcd', 1);
    insert into memberships (account_id, organization_id, parent_id, joined_method, joined_at, status) values ('111111111111', 'o-0123456789', 'r-abcd', 'INVITED', 1, 'ACTIVE');
  `);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  expect(await db.selectFrom('accounts').selectAll().execute()).toEqual([{ id: '111111111111', name: 'a', email: 'a@example.com', created_at: 1, closed_at: null, token_version: 1 }]);
  expect(await db.selectFrom('memberships').selectAll().execute()).toEqual([{ account_id: '111111111111', organization_id: 'o-0123456789', parent_id: 'r-abcd', joined_method: 'INVITED', joined_at: 1 }]);
  // Service control policies were enabled with all features, and limited nothing.
  expect(await db.selectFrom('organization_policy_types').selectAll().execute()).toEqual([{ organization_id: 'o-0123456789', type: 'SERVICE_CONTROL_POLICY' }]);
  const attached = await db.selectFrom('organization_policy_attachments').select(['target_id', 'policy_id']).orderBy('target_id').execute();
  expect(attached).toEqual([
    { target_id: '111111111111', policy_id: 'p-FullAWSAccess' },
    { target_id: 'r-abcd', policy_id: 'p-FullAWSAccess' },
  ]);
  database.close();
});
