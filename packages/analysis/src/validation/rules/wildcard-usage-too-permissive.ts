import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { admitsStrangers } from '../sensitive-key.ts';

export const wildcardUsageTooPermissive: Rule = {
  code: 'WILDCARD_USAGE_TOO_PERMISSIVE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A wildcard on a sensitive key with fewer than six fixed characters before it (none allowed on the most sensitive keys; special rule for aws:userid).',
  remedy: 'Write the value out, or at least six characters of it before the wildcard.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      const key = facts.conditionKey(condition.key);
      if (!key || !/Like$/.test(condition.operator?.base ?? '')) continue;
      for (const value of condition.values) {
        const at = value.value.replace(/\$\{[^{}]*\}/g, (use) => '$'.repeat(use.length)).search(/[*?]/);
        if (at >= 0 && admitsStrangers(key, at)) yield { details: `The wildcard admits strangers: \`${condition.key}\` needs a fixed value.`, places: [value] };
      }
    }
  },
};
