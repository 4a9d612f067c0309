import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const nullWithQualifier: Rule = {
  code: 'NULL_WITH_QUALIFIER',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'Null with ForAllValues or ForAnyValue is constant.',
  remedy: 'Write `Null` without `ForAllValues` or `ForAnyValue`.',
  *check(policy) {
    for (const { blocks } of policy.statements) for (const { operator, key } of blocks) if (operator?.base === 'Null' && operator.set !== undefined) yield { details: `${operator.set} does not go with Null: the test says nothing about the values.`, places: [key] };
  },
};
