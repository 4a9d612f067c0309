import { findGlobalConditionKey, findServiceConditionKey } from '@assent/catalog';
import type { Action } from '@assent/catalog';
import { GrantError } from '../grant-error.ts';
import type { ConditionBlock } from '../statement/statement.ts';
import { matchingActions } from './action-check.ts';

/** Holds that each action can have each key in a request: a condition on a key that is never there is never met.
 * @throws GrantError `unknown-key`, `key-not-of-action` */
export function checkKeys(conditions: ConditionBlock, actions: readonly string[]): void {
  for (const key of Object.values(conditions).flatMap((keys) => Object.keys(keys))) {
    if (findGlobalConditionKey(key)) continue;
    if (!findServiceConditionKey(key)) throw new GrantError('unknown-key', `there is no condition key \`${key}\`: write one of the service's, or one that begins with \`aws:\``);
    const without = actions.filter((action) => !matchingActions(action).some((known) => hasKey(known, key)));
    if (without.length > 0) {
      throw new GrantError(
        'key-not-of-action',
        `${without.map((action) => `\`${action}\``).join(', ')} never ${without.length === 1 ? 'has' : 'have'} the condition key \`${key}\`: grant the actions that have it apart, with \`grant(grantee, ...actions)\``,
      );
    }
  }
}

function hasKey(action: Action, key: string): boolean {
  const names = [...action.conditionKeys, ...action.resources.flatMap(({ conditionKeys, resourceType }) => [...conditionKeys, ...resourceType.conditionKeys])];
  return names.some(({ name }) => sameKey(name, key));
}

/** Keys of families go on behind a slash with a tag's own key, which the catalog writes `${…}`. */
function sameKey(known: string, key: string): boolean {
  const family = known.indexOf('${');
  return family < 0 ? known.toLowerCase() === key.toLowerCase() : key.toLowerCase().startsWith(known.slice(0, family).toLowerCase()) && key.length > family;
}
