import { randomUUID } from 'node:crypto';
import type { RecordedCall } from './recorded-call.ts';

/** A call before it is known how often it comes. */
export type NotedCall = Omit<RecordedCall, 'count' | 'firstAt' | 'lastAt'>;

/** What was asked in sessions that belong together. */
export interface SessionRecord {
  readonly id: string;
  readonly calls: readonly RecordedCall[];
  /** Calls that found no room any more. */
  readonly dropped: number;
}

export interface RecordLimits {
  /** Records that are kept at the same time. */
  readonly records: number;
  /** Sessions that belong to one record. */
  readonly sessions: number;
  /** Characters of all the calls of a record, and of all records. */
  readonly recordSize: number;
  readonly size: number;
}

const defaults: RecordLimits = { records: 256, sessions: 256, recordSize: 8 << 20, size: 32 << 20 };

/** How long a record is kept behind the end of its last session, in milliseconds. */
const keptAfter = 24 * 3_600_000;

interface Counted {
  readonly noted: NotedCall;
  readonly firstAt: Date;
  lastAt: Date;
  count: number;
}

interface Kept {
  readonly id: string;
  readonly accessKeyIds: Map<string, number>;
  readonly calls: Map<string, Counted>;
  size: number;
  dropped: number;
  until: number;
}

/** There is no room for a further record or session. */
export class RecordLimitError extends Error {
  readonly code = 'record-limit';

  constructor(message: string) {
    super(message);
    this.name = 'RecordLimitError';
  }
}

/** The calls of sessions that were asked to be recorded, equal ones counted, in bounded memory. Of all other sessions nothing is
 * kept. */
export class SessionRecords {
  readonly #limits: RecordLimits;
  readonly #records = new Map<string, Kept>();
  readonly #byKey = new Map<string, Kept>();
  #size = 0;

  constructor(limits: Partial<RecordLimits> = {}) {
    this.#limits = { ...defaults, ...limits };
  }

  /** Checks that a record can take a session more, before there is one.
   * @param id absent where a record is to be begun
   * @returns `false` where there is no such record
   * @throws RecordLimitError */
  hasRoom(id: string | undefined, now: Date): boolean {
    this.#sweep(now);
    if (id === undefined) {
      if (this.#records.size >= this.#limits.records) throw new RecordLimitError(`${this.#limits.records} records are kept already: end some of them`);
      return true;
    }
    const kept = this.#records.get(id);
    if (!kept) return false;
    for (const [key, expiresAt] of kept.accessKeyIds) if (expiresAt <= now.getTime()) this.#forget(kept, key);
    if (kept.accessKeyIds.size >= this.#limits.sessions) throw new RecordLimitError(`the record has ${this.#limits.sessions} sessions already`);
    return true;
  }

  /** Records a session from now on.
   * @param id of the record that it belongs to; absent for one of its own
   * @returns the id of the record */
  add(id: string | undefined, accessKeyId: string, expiresAt: Date): string {
    const known = id === undefined ? undefined : this.#records.get(id);
    const kept = known ?? { id: randomUUID(), accessKeyIds: new Map<string, number>(), calls: new Map<string, Counted>(), size: 0, dropped: 0, until: 0 };
    kept.accessKeyIds.set(accessKeyId, expiresAt.getTime());
    kept.until = Math.max(kept.until, expiresAt.getTime() + keptAfter);
    this.#records.set(kept.id, kept);
    this.#byKey.set(accessKeyId, kept);
    return kept.id;
  }

  /** Whether the calls of a session are recorded. */
  has(accessKeyId: string): boolean {
    return this.#byKey.has(accessKeyId);
  }

  /** Counts a call of a session, which must be known to be the caller's. */
  note(accessKeyId: string, noted: NotedCall, at: Date): void {
    const kept = this.#byKey.get(accessKeyId);
    if (!kept) return;
    const key = JSON.stringify(noted);
    const known = kept.calls.get(key);
    if (known) {
      known.count++;
      known.lastAt = at;
      return;
    }
    // The text is held twice, as key and as members.
    const size = 2 * key.length;
    if (kept.size + size > this.#limits.recordSize || this.#size + size > this.#limits.size) {
      kept.dropped++;
      return;
    }
    kept.size += size;
    this.#size += size;
    kept.calls.set(key, { noted, count: 1, firstAt: at, lastAt: at });
  }

  /** What was asked so far, in the order of the first of each; `undefined` where there is no such record. */
  read(id: string): SessionRecord | undefined {
    const kept = this.#records.get(id);
    if (!kept) return undefined;
    const calls = [...kept.calls.values()].map(({ noted, count, firstAt, lastAt }) => ({ ...noted, count, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() }));
    return { id, calls, dropped: kept.dropped };
  }

  /** Ends a record and forgets it. @returns whether there was one */
  end(id: string): boolean {
    const kept = this.#records.get(id);
    if (!kept) return false;
    for (const key of kept.accessKeyIds.keys()) this.#byKey.delete(key);
    this.#records.delete(id);
    this.#size -= kept.size;
    return true;
  }

  clear(): void {
    for (const id of [...this.#records.keys()]) this.end(id);
  }

  #forget(kept: Kept, accessKeyId: string): void {
    kept.accessKeyIds.delete(accessKeyId);
    this.#byKey.delete(accessKeyId);
  }

  #sweep(now: Date): void {
    for (const { id, until } of [...this.#records.values()]) if (until <= now.getTime()) this.end(id);
  }
}
