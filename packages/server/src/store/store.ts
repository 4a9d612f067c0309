import type { Kysely } from 'kysely';
import type { ChangeKind, Schema } from './schema.ts';

/** Queries over the tables. Reading is all that is done with the one that `Store.reader` gives. */
export type Database = Kysely<Schema>;

/** One change of what decisions are taken from. */
export interface Change {
  readonly revision: number;
  readonly kind: ChangeKind;
  readonly id: string;
  /** What the writer knows of the entity, so that it need not be read again; absent where it has to be. */
  readonly facts?: object | undefined;
}

/** A write under way. What it does is kept whole or not at all. */
export interface Writer {
  readonly db: Database;
  /** Notes that an entity was made, changed or removed, for the snapshots that follow the store. Who has just made it can
   * hand over its facts; of several notes about one entity the last counts. */
  changed(kind: ChangeKind, id: string, facts?: object): void;
}

/** Where the directory is kept. */
export interface Store {
  /** Sees what has been acknowledged, never a write under way. */
  readonly reader: Database;
  /** Runs one write. Resolved means durable: it survives the end of the process and the loss of power. A write that
   * throws leaves nothing behind. */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Called with the changes of each commit before the writes in it are acknowledged. One listener. */
  onCommit(listener: (changes: readonly Change[]) => Promise<void>): void;
  /** The revision of the last commit. */
  readonly revision: number;
  /** Removes everything, as if new. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Thrown where the store cannot be opened; the message says why and what to do. */
export class StoreError extends Error {
  readonly code: 'store-in-use' | 'store-unusable';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
