import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const redundantStatementDueToWildcardInCondition: Rule = {
  code: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'A condition that nothing can match.',
  remedy: 'Remove the statement, or mend the condition.',
  *check(policy) {
    for (const { statement, condition } of conditionsOf(policy)) {
      const { operator } = condition;
      if (operator?.base !== 'StringNotLike' || operator.set !== 'ForAnyValue') continue;
      if (condition.values.some(({ value }) => value === '*')) yield { details: `Nothing satisfies the condition on \`${condition.key}\`: the statement never applies.`, places: [statement, condition.keyPlace] };
    }
  },
};
