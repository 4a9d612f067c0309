import { readFileSync } from 'node:fs';
import type { ConditionKeyType } from '../service-reference/service.ts';

/** A condition key that is not of one service. */
export interface GlobalConditionKey {
  /** As AWS writes it; keys that go on with a tag's own key end in `/${TagKey}`. */
  readonly name: string;
  readonly type: ConditionKeyType;
  /** Its values are made by AWS, and a wildcard in their place admits strangers (R6.1). */
  readonly noWildcards: boolean;
}

interface GlobalKeyData {
  readonly keys: readonly (readonly [name: string, type: ConditionKeyType, noWildcards?: 1])[];
}

let keys: ReadonlyMap<string, GlobalConditionKey> | undefined;

const family = '/${tagkey}';

function load(): ReadonlyMap<string, GlobalConditionKey> {
  if (keys) return keys;
  const data = JSON.parse(readFileSync(new URL('../../data/condition-keys/global.json', import.meta.url), 'utf8')) as GlobalKeyData;
  keys = new Map(data.keys.map(([name, type, noWildcards]) => [name.toLowerCase(), { name, type, noWildcards: noWildcards === 1 }]));
  return keys;
}

/** All global condition keys. */
export const listGlobalConditionKeys = (): readonly GlobalConditionKey[] => [...load().values()];

/** A global condition key without regard to case, with a tag's own key at its end where it has one; `undefined` for one
 * that does not exist. */
export function findGlobalConditionKey(name: string): GlobalConditionKey | undefined {
  const key = name.toLowerCase();
  const slash = key.indexOf('/');
  return load().get(slash < 0 ? key : key.slice(0, slash) + family);
}

/** Whether a condition key has a list of values; `undefined` for a key that the catalog does not know.
 * @param key in lower case */
export function isMultivaluedKey(key: string): boolean | undefined {
  return findGlobalConditionKey(key)?.type.startsWith('ArrayOf');
}
