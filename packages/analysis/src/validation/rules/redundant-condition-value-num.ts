import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const redundantConditionValueNum: Rule = {
  code: 'REDUNDANT_CONDITION_VALUE_NUM',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'Several bounds for a numeric comparison where one decides.',
  remedy: 'Keep the one value that decides.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      const decisive = /^Numeric(?:Less|Greater)Than/.exec(condition.operator?.base ?? '');
      if (decisive && condition.values.length > 1) yield { details: `Of several bounds the ${decisive[0] === 'NumericLessThan' ? 'greatest' : 'least'} decides.`, places: [condition.held] };
    }
  },
};
