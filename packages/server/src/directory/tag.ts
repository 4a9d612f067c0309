import type { Database } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Tag } from './facts.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { checkQuota } from './quota.ts';

/** Tags in the form of the API. */
export interface ApiTag {
  readonly Key: string;
  readonly Value: string;
}

/** Entities whose tag keys are unique without case; those of the others are unique with case (R21.51, D61). */
export type TagCase = 'insensitive' | 'sensitive';

const keyOf = (key: string, tagCase: TagCase): string => (tagCase === 'insensitive' ? key.toLowerCase() : key);

export async function readTags(db: Database, entityId: string): Promise<readonly Tag[]> {
  return db.selectFrom('tags').select(['key', 'value']).where('entity_id', '=', entityId).orderBy('position').execute();
}

/** Sets tags: same keys are overwritten in place, others follow (R21.51).
 * @throws ApiError `InvalidInput` for repeated or reserved keys, `LimitExceeded` over 50 */
export async function setTags(db: Database, entityId: string, tags: readonly ApiTag[], tagCase: TagCase): Promise<void> {
  if (tags.length === 0) return;
  const keys = tags.map(({ Key }) => keyOf(Key, tagCase));
  if (new Set(keys).size < keys.length) throw new ApiError('InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) throw new ApiError('InvalidInput', 'Tag keys that begin with aws: are reserved.');
  const present = await db.selectFrom('tags').select(['key_key', 'position']).where('entity_id', '=', entityId).execute();
  const positions = new Map(present.map(({ key_key, position }) => [key_key, position]));
  checkQuota('TagsPerEntity', new Set([...positions.keys(), ...keys]).size);
  let next = Math.max(-1, ...positions.values()) + 1;
  for (const [index, { Key, Value }] of tags.entries()) {
    const key = keys[index] ?? Key;
    await db
      .insertInto('tags')
      .values({ entity_id: entityId, key_key: key, key: Key, value: Value, position: positions.get(key) ?? next++ })
      .onConflict((conflict) => conflict.columns(['entity_id', 'key_key']).doUpdateSet({ key: Key, value: Value }))
      .execute();
  }
}

/** Removes tags; keys that are not there are no error. */
export async function removeTags(db: Database, entityId: string, keys: readonly string[], tagCase: TagCase): Promise<void> {
  if (keys.length === 0) return;
  await db
    .deleteFrom('tags')
    .where('entity_id', '=', entityId)
    .where(
      'key_key',
      'in',
      keys.map((key) => keyOf(key, tagCase)),
    )
    .execute();
}

export const removeAllTags = async (db: Database, entityId: string): Promise<void> => {
  await db.deleteFrom('tags').where('entity_id', '=', entityId).execute();
};

export const apiTags = (tags: readonly Tag[]): readonly ApiTag[] | undefined => (tags.length === 0 ? undefined : tags.map(({ key, value }) => ({ Key: key, Value: value })));

/** The tags of an entity a page at a time, in the order they were set. */
export async function pageTags(db: Database, entityId: string, page: PageRequest): Promise<Page<ApiTag>> {
  let query = db.selectFrom('tags').selectAll().where('entity_id', '=', entityId).orderBy('position').limit(page.limit + 1);
  if (page.after) query = query.where('position', '>', Number(page.after.key));
  const { items, marker } = pageOf(await query.execute(), page, ({ position }) => ({ key: String(position), id: '' }));
  return { items: items.map(({ key, value }) => ({ Key: key, Value: value })), marker };
}
