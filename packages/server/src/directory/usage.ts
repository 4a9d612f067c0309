import type { Database, Store } from '../store/store.ts';

/** When and where something was last used. */
export interface LastUse {
  readonly at: number;
  readonly service: string;
  readonly region: string;
}

/** The last use of access keys and roles. It is noted in memory, seen at once, and written now and then: losing a minute
 * of it in a crash is better than a write for every call. */
export class Usage {
  #accessKeys = new Map<string, LastUse>();
  #roles = new Map<string, LastUse>();

  noteAccessKey(id: string, use: LastUse): void {
    this.#accessKeys.set(id, use);
  }

  noteRole(id: string, use: LastUse): void {
    this.#roles.set(id, use);
  }

  accessKey(id: string): LastUse | undefined {
    return this.#accessKeys.get(id);
  }

  role(id: string): LastUse | undefined {
    return this.#roles.get(id);
  }

  /** Writes what was noted since the last time. */
  async flush(store: Store): Promise<void> {
    const [accessKeys, roles] = [this.#accessKeys, this.#roles];
    if (accessKeys.size + roles.size === 0) return;
    await store.write(({ db }) => write(db, accessKeys, roles));
    // What was noted meanwhile stays.
    for (const [id, use] of accessKeys) if (this.#accessKeys.get(id) === use) this.#accessKeys.delete(id);
    for (const [id, use] of roles) if (this.#roles.get(id) === use) this.#roles.delete(id);
  }

  clear(): void {
    this.#accessKeys = new Map();
    this.#roles = new Map();
  }
}

async function write(db: Database, accessKeys: ReadonlyMap<string, LastUse>, roles: ReadonlyMap<string, LastUse>): Promise<void> {
  for (const [id, { at, service, region }] of accessKeys) {
    await db.updateTable('access_keys').set({ last_used_at: at, last_used_service: service, last_used_region: region }).where('id', '=', id).execute();
  }
  for (const [id, { at, region }] of roles) {
    await db.updateTable('roles').set({ last_used_at: at, last_used_region: region }).where('id', '=', id).execute();
  }
}
