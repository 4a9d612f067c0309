import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const forallvaluesWithSingleValuedKey: Rule = {
  code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
  type: 'SECURITY_WARNING',
  kinds: everyKind,
  meaning: 'ForAllValues on a single-valued key: true when the key is missing.',
  remedy: 'Use the operator without `ForAllValues`.',
  *check(policy, facts) {
    for (const { statement, condition } of conditionsOf(policy)) {
      if (statement.effect !== 'Allow' || condition.operator?.set !== 'ForAllValues' || facts.conditionKey(condition.key)?.multivalued !== false || condition.values.length === 0) continue;
      yield { details: `\`${condition.key}\` has one value: with ForAllValues the condition holds where the key is not there.`, places: [condition.keyPlace] };
    }
  },
};
