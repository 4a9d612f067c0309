import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { admitsStrangers } from '../sensitive-key.ts';
import { variableUses } from '../variable-use.ts';

export const variableUsageTooPermissive: Rule = {
  code: 'VARIABLE_USAGE_TOO_PERMISSIVE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A variable acts as a wildcard on a sensitive key (fewer than six fixed characters before it; none at all for the most sensitive keys; special rule for aws:userid).',
  remedy: 'Write the value out, or put the fixed part of it before the variable.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      const key = facts.conditionKey(condition.key);
      if (!policy.variables || !key || !/^String(?:Not)?(?:Like|Equals)/.test(condition.operator?.base ?? '')) continue;
      for (const value of condition.values) {
        // R24.17: a variable that AWS fills with an identifier of its own is as good as the identifier.
        const use = variableUses(value.value).find(({ name, fault }) => fault === undefined && facts.conditionKey(name)?.noWildcards !== true);
        if (use && admitsStrangers(key, use.start)) yield { details: `The variable stands for whatever the caller brings: \`${condition.key}\` needs a fixed value.`, places: [value] };
      }
    }
  },
};
