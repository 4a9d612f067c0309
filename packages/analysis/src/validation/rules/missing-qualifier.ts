import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingQualifier: Rule = {
  code: 'MISSING_QUALIFIER',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A multivalued key is used without ForAllValues or ForAnyValue.',
  remedy: 'Put `ForAllValues:` or `ForAnyValue:` before the operator.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (!condition.operator || condition.operator.set !== undefined || condition.operator.base === 'Null' || facts.conditionKey(condition.key)?.multivalued !== true) continue;
      yield { details: `\`${condition.key}\` has many values in one request: the operator needs ForAllValues or ForAnyValue.`, places: [condition.keyPlace] };
    }
  },
};
