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
  readonly #accessKeys = new Map<string, LastUse>();
  readonly #roles = new Map<string, LastUse>();
  /** What was noted since the last flush. */
  readonly #unwritten = { accessKeys: new Set<string>(), roles: new Set<string>() };

  noteAccessKey(id: string, use: LastUse): void {
    this.#accessKeys.set(id, use);
    this.#unwritten.accessKeys.add(id);
  }

  noteRole(id: string, use: LastUse): void {
    this.#roles.set(id, use);
    this.#unwritten.roles.add(id);
  }

  accessKey(id: string): LastUse | undefined {
    return this.#accessKeys.get(id);
  }

  role(id: string): LastUse | undefined {
    return this.#roles.get(id);
  }

  /** Writes what was noted since the last time; what cannot be written stays for the next. */
  async flush(store: Store): Promise<void> {
    const { accessKeys, roles } = this.#unwritten;
    if (accessKeys.size + roles.size === 0) return;
    const [keyUses, roleUses] = [taken(accessKeys, this.#accessKeys), taken(roles, this.#roles)];
    try {
      await store.write(({ db }) => write(db, keyUses, roleUses));
    } catch (error) {
      for (const id of keyUses.keys()) accessKeys.add(id);
      for (const id of roleUses.keys()) roles.add(id);
      throw error;
    }
  }

  clear(): void {
    for (const held of [this.#accessKeys, this.#roles, this.#unwritten.accessKeys, this.#unwritten.roles]) held.clear();
  }
}

function taken(ids: Set<string>, uses: ReadonlyMap<string, LastUse>): Map<string, LastUse> {
  const found = new Map<string, LastUse>();
  for (const id of ids) {
    const use = uses.get(id);
    if (use) found.set(id, use);
  }
  ids.clear();
  return found;
}

async function write(db: Database, accessKeys: ReadonlyMap<string, LastUse>, roles: ReadonlyMap<string, LastUse>): Promise<void> {
  for (const [id, { at, service, region }] of accessKeys) {
    await db.updateTable('access_keys').set({ last_used_at: at, last_used_service: service, last_used_region: region }).where('id', '=', id).execute();
  }
  for (const [id, { at, region }] of roles) {
    await db.updateTable('roles').set({ last_used_at: at, last_used_region: region }).where('id', '=', id).execute();
  }
}
