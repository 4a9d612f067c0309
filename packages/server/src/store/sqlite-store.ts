import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { FolderLock } from './folder-lock.ts';
import { migrations } from './migrations.ts';
import type { ChangeKind, Schema } from './schema.ts';
import { NodeSqliteDialect } from './sqlite-dialect.ts';
import { StoreError } from './store.ts';
import type { Change, Database, Store, Writer } from './store.ts';

/** How many writes may share one commit. */
const batchLimit = 128;
/** How many changes are kept for those who follow; older ones are removed now and then. */
const changesKept = 10_000;

interface QueuedWrite {
  readonly work: (writer: Writer) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** The embedded store. Writes queue up and run one after another; those that wait together share one transaction, each
 * behind a savepoint of its own, and so one flush to the disk. Reading goes over a connection of its own and never
 * waits for them; in memory there is but one connection, so that reading waits for the end of the commit under way. */
export class SqliteStore implements Store {
  readonly reader: Database;
  readonly #writer: Database;
  readonly #write: DatabaseSync;
  readonly #read: DatabaseSync;
  readonly #lock: FolderLock | undefined;
  readonly #queue: QueuedWrite[] = [];
  #draining: Promise<void> | undefined;
  #committing: Promise<void> | undefined;
  #listener: (changes: readonly Change[]) => Promise<void> = () => Promise.resolve();
  #revision = 0;
  #pruned = 0;
  #insertChange: StatementSync | undefined;

  private constructor(write: DatabaseSync, read: DatabaseSync, lock: FolderLock | undefined) {
    this.#write = write;
    this.#read = read;
    this.#lock = lock;
    this.#writer = new Kysely<Schema>({ dialect: new NodeSqliteDialect(write) });
    this.reader = new Kysely<Schema>({ dialect: new NodeSqliteDialect(read, write === read ? () => this.#committing : undefined) });
  }

  /** Opens the store in a folder, which is made if it is not there, and locked against a second process. */
  static async inFolder(folder: string): Promise<SqliteStore> {
    let lock: FolderLock | undefined;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      lock = FolderLock.take(folder);
      const file = join(folder, 'directory.sqlite');
      const write = open(file);
      write.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
      const store = new SqliteStore(write, open(file), lock);
      await store.#migrate();
      return store;
    } catch (error) {
      lock?.release();
      throw error instanceof StoreError
        ? error
        : new StoreError('store-unusable', `the data folder \`${folder}\` cannot be used: ${(error as Error).message}`, { cause: error });
    }
  }

  /** Opens an empty store that lives as long as the process. */
  static async inMemory(): Promise<SqliteStore> {
    const database = new DatabaseSync(':memory:');
    database.exec('pragma foreign_keys = on;');
    const store = new SqliteStore(database, database, undefined);
    await store.#migrate();
    return store;
  }

  get revision(): number {
    return this.#revision;
  }

  onCommit(listener: (changes: readonly Change[]) => Promise<void>): void {
    this.#listener = listener;
  }

  write<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#draining ??= this.#drain();
    });
  }

  async clear(): Promise<void> {
    await this.write(async ({ db }) => {
      // Children before parents.
      for (const table of [
        'access_reports',
        'action_uses',
        'deletion_tasks',
        'tags',
        'saml_private_keys',
        'saml_providers',
        'oidc_providers',
        'web_identity_issuers',
        'issuer_keys',
        'organization_features',
        'account_properties',
        'attachments',
        'inline_policies',
        'group_members',
        'access_keys',
        'login_profiles',
        'password_policies',
        'mfa_devices',
        'ssh_public_keys',
        'signing_certificates',
        'server_certificates',
        'service_credentials',
        'credential_reports',
        'instance_profiles',
        'policy_versions',
        'policies',
        'roles',
        'groups',
        'users',
        'account_creations',
        'memberships',
        'organizational_units',
        'organization_policies',
        'organization_policy_types',
        'organization_policy_attachments',
        'organization_resource_policies',
        'service_accesses',
        'delegated_administrators',
        'handshakes',
        'responsibility_transfers',
        'organizations',
        'account_aliases',
        'accounts',
        'settings',
      ] as const) {
        await db.deleteFrom(table).execute();
      }
    });
  }

  async close(): Promise<void> {
    while (this.#draining) await this.#draining;
    if (this.#read !== this.#write) this.#read.close();
    this.#write.close();
    this.#lock?.release();
  }

  async #migrate(): Promise<void> {
    const { error } = await new Migrator({ db: this.#writer, provider: migrations }).migrateToLatest();
    if (error) throw error;
    const { last } = await this.#writer.selectFrom('changes').select(({ fn }) => fn.max('revision').as('last')).executeTakeFirstOrThrow();
    this.#revision = Number(last ?? 0);
  }

  async #drain(): Promise<void> {
    // Writes that arrive in the same turn of the event loop share the commit.
    await new Promise((next) => setImmediate(next));
    while (this.#queue.length > 0) await this.#commit(this.#queue.splice(0, batchLimit));
    this.#draining = undefined;
  }

  async #commit(batch: readonly QueuedWrite[]): Promise<void> {
    let finished = (): void => {};
    this.#committing = new Promise((resolve) => (finished = resolve));
    const settled: (() => void)[] = [];
    const changes: Change[] = [];
    try {
      this.#write.exec('begin immediate');
      try {
        for (const queued of batch) settled.push(await this.#run(queued, changes));
        this.#record(changes);
        this.#write.exec('commit');
      } catch (error) {
        if (this.#write.isTransaction) this.#write.exec('rollback');
        throw error;
      }
      this.#revision = changes.at(-1)?.revision ?? this.#revision;
      this.#committing = undefined;
      finished();
      if (changes.length > 0) await this.#listener(changes);
      for (const settle of settled) settle();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#committing = undefined;
      finished();
    }
  }

  /** Runs one write behind its savepoint; what is answered tells its caller, once the commit is on the disk. */
  async #run({ work, resolve, reject }: QueuedWrite, changes: Change[]): Promise<() => void> {
    const noted: { kind: ChangeKind; id: string; facts: object | undefined }[] = [];
    this.#write.exec('savepoint one');
    try {
      const value = await work({ db: this.#writer, changed: (kind, id, facts) => void noted.push({ kind, id, facts }) });
      this.#write.exec('release one');
      for (const { kind, id, facts } of noted) changes.push({ revision: this.#revision + changes.length + 1, kind, id, facts });
      return () => resolve(value);
    } catch (error) {
      this.#write.exec('rollback to one; release one');
      return () => reject(error);
    }
  }

  #record(changes: readonly Change[]): void {
    const last = changes.at(-1);
    if (!last) return;
    this.#insertChange ??= this.#write.prepare('insert into changes (revision, kind, entity_id) values (?, ?, ?)');
    for (const { revision, kind, id } of changes) this.#insertChange.run(revision, kind, id);
    if (last.revision - this.#pruned < 2 * changesKept) return;
    this.#pruned = last.revision - changesKept;
    this.#write.prepare('delete from changes where revision < ?').run(this.#pruned);
  }
}

function open(file: string): DatabaseSync {
  return new DatabaseSync(file, { timeout: 5000 });
}
