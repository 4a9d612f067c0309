import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult } from 'kysely';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** How many prepared statements a connection keeps. */
const statementLimit = 500;

/** One connection of `node:sqlite` as Kysely sees it. Its calls are synchronous: a query holds the process for as long
 * as it runs, and no two overlap. `gate` is awaited before each query; see `Store` for who closes it. */
class Connection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #gate: (() => Promise<void> | undefined) | undefined;
  readonly #statements = new Map<string, { readonly statement: StatementSync; readonly rows: boolean }>();

  constructor(database: DatabaseSync, gate: (() => Promise<void> | undefined) | undefined) {
    this.#database = database;
    this.#gate = gate;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    for (let closed = this.#gate?.(); closed !== undefined; closed = this.#gate?.()) await closed;
    const { statement, rows } = this.#prepare(sql);
    const values = parameters as readonly SQLInputValue[];
    if (rows) return { rows: statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  #prepare(sql: string) {
    let prepared = this.#statements.get(sql);
    if (!prepared) {
      const statement = this.#database.prepare(sql);
      prepared = { statement, rows: statement.columns().length > 0 };
      if (this.#statements.size >= statementLimit) this.#statements.clear();
      this.#statements.set(sql, prepared);
    }
    return prepared;
  }
}

class SingleConnectionDriver implements Driver {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  init = (): Promise<void> => Promise.resolve();
  acquireConnection = (): Promise<DatabaseConnection> => Promise.resolve(this.#connection);
  releaseConnection = (): Promise<void> => Promise.resolve();
  destroy = (): Promise<void> => Promise.resolve();

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
}

/** SQLite through `node:sqlite`, over one connection whose opening and closing is its owner's affair. */
export class NodeSqliteDialect implements Dialect {
  readonly #database: DatabaseSync;
  readonly #gate: (() => Promise<void> | undefined) | undefined;

  constructor(database: DatabaseSync, gate?: () => Promise<void> | undefined) {
    this.#database = database;
    this.#gate = gate;
  }

  createDriver = (): Driver => new SingleConnectionDriver(new Connection(this.#database, this.#gate));
  createAdapter = (): SqliteAdapter => new SqliteAdapter();
  createQueryCompiler = (): SqliteQueryCompiler => new SqliteQueryCompiler();
  createIntrospector = (db: Kysely<unknown>): SqliteIntrospector => new SqliteIntrospector(db);
}
