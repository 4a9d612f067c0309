import type { AuthorizationRequest, Principal } from '@assent/policy';
import type { ActionUseRow } from '../store/tables/reports.ts';
import type { Database, Store } from '../store/store.ts';

/** How many (principal, action) pairs are noted between two flushes; what comes on top is not noted. */
const noteLimit = 100_000;

interface NotedUse {
  at: number;
  region: string;
}

/** When principals last asked for actions, allowed or not (R21.45). It is noted in memory, and written now and then: a
 * decision never waits for it. */
export class ActionUsage {
  /** By principal and action: what is not written yet. */
  readonly #noted = new Map<string, Map<string, NotedUse>>();
  #count = 0;

  note({ principal, action, context, now }: AuthorizationRequest): void {
    const entity = entityOf(principal);
    if (entity === undefined || now === undefined) return;
    let uses = this.#noted.get(entity);
    if (!uses) this.#noted.set(entity, (uses = new Map<string, NotedUse>()));
    const region = context.get('aws:requestedregion')?.values[0] ?? '';
    const use = uses.get(action);
    if (use) {
      use.at = now.getTime();
      use.region = region;
    } else if (this.#count < noteLimit) {
      this.#count++;
      uses.set(action, { at: now.getTime(), region });
    }
  }

  /** What principals asked for, what is not written yet among it. */
  async read(db: Database, entities: readonly string[]): Promise<readonly ActionUseRow[]> {
    const rows = new Map<string, ActionUseRow>();
    const keep = (row: ActionUseRow): void => void rows.set(`${row.entity_id} ${row.namespace} ${row.action}`, row);
    for (let from = 0; from < entities.length; from += idsPerQuery) {
      const part = entities.slice(from, from + idsPerQuery);
      for (const row of await db.selectFrom('action_uses').selectAll().where('entity_id', 'in', part).execute()) keep(row);
    }
    for (const entity of entities) for (const [action, use] of this.#noted.get(entity) ?? []) keep(rowOf(entity, action, use));
    return [...rows.values()];
  }

  /** What the principals of accounts asked for, what is not written yet among it, each with its account.
   * @param accountOf the account of a principal that is still there */
  async readAccounts(db: Database, accounts: readonly string[], accountOf: (entity: string) => string | undefined): Promise<readonly (ActionUseRow & { readonly account: string })[]> {
    const wanted = new Set(accounts);
    const ids = [...accounts];
    for (const table of ['users', 'roles'] as const) {
      for (let from = 0; from < accounts.length; from += idsPerQuery) {
        const used = db.selectFrom(table).select('id').where('account_id', 'in', accounts.slice(from, from + idsPerQuery));
        const rows = await used.where(({ exists, selectFrom, ref }) => exists(selectFrom('action_uses').select('entity_id').whereRef('entity_id', '=', ref(`${table}.id`)))).execute();
        ids.push(...rows.map(({ id }) => id));
      }
    }
    const noted = [...this.#noted.keys()].filter((entity) => wanted.has(accountOf(entity) ?? ''));
    const rows = await this.read(db, [...new Set([...ids, ...noted])]);
    return rows.map((row) => ({ ...row, account: accountOf(row.entity_id) ?? '' }));
  }

  /** Writes what was noted; what cannot be written stays for the next time.
   * @param lives whether a principal is still there */
  async flush(store: Store, lives: (entity: string) => boolean): Promise<void> {
    if (this.#count === 0) return;
    const taken = [...this.#noted];
    this.clear();
    const rows = taken.flatMap(([entity, uses]) => (lives(entity) ? [...uses].map(([action, use]) => rowOf(entity, action, use)) : []));
    try {
      await store.write(({ db }) => write(db, rows));
    } catch (error) {
      this.#putBack(taken);
      throw error;
    }
  }

  clear(): void {
    this.#noted.clear();
    this.#count = 0;
  }

  /** What was noted since is newer. */
  #putBack(taken: readonly (readonly [string, ReadonlyMap<string, NotedUse>])[]): void {
    for (const [entity, uses] of taken) {
      let noted = this.#noted.get(entity);
      if (!noted) this.#noted.set(entity, (noted = new Map<string, NotedUse>()));
      for (const [action, use] of uses) {
        if (noted.has(action) || this.#count >= noteLimit) continue;
        noted.set(action, use);
        this.#count++;
      }
    }
  }
}

/** How many ids one query names. */
const idsPerQuery = 500;
/** Seven parameters are far from any limit of a statement. */
const rowsPerInsert = 100;

/** Whose use it is: the unique id of the user or role, or the account for its root. */
export function entityOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'root':
      return principal.account;
    case 'user':
      return principal.id;
    case 'roleSession':
      return principal.roleId;
    case 'federatedUser':
      return principal.parentId ?? principal.account;
    default:
      return undefined;
  }
}

function rowOf(entity: string, action: string, { at, region }: NotedUse): ActionUseRow {
  const colon = action.indexOf(':');
  return { entity_id: entity, namespace: action.slice(0, colon).toLowerCase(), action: action.slice(colon + 1), used_at: Math.floor(at / 1000) * 1000, region };
}

async function write(db: Database, rows: readonly ActionUseRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    await db
      .insertInto('action_uses')
      .values(rows.slice(from, from + rowsPerInsert))
      .onConflict((conflict) => conflict.columns(['entity_id', 'namespace', 'action']).doUpdateSet(({ ref }) => ({ used_at: ref('excluded.used_at'), region: ref('excluded.region') })))
      .execute();
  }
}

/** Forgets what a principal asked for, when it is deleted. */
export const forgetUses = async (db: Database, entity: string): Promise<void> => {
  await db.deleteFrom('action_uses').where('entity_id', '=', entity).execute();
};
