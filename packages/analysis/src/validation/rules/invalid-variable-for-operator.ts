import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from '../variable-use.ts';

export const invalidVariableForOperator: Rule = {
  code: 'INVALID_VARIABLE_FOR_OPERATOR',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A policy variable in a value for an operator other than String* or Arn*.',
  remedy: 'Use a String or Arn operator, or a value without a variable.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (!policy.variables || !condition.operator || /String|Arn/.test(condition.operator.base)) continue;
      for (const value of condition.values) {
        if (variableUses(value.value).length > 0) yield { details: `${condition.operatorText} takes no policy variables: the text is compared as it stands.`, places: [value] };
      }
    }
  },
};
