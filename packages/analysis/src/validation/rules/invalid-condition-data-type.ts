import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidConditionDataType: Rule = {
  code: 'INVALID_CONDITION_DATA_TYPE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The values listed for one condition key are of mixed JSON types.',
  remedy: 'Write all values of the key alike: all in quotes, or none.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      const types = new Set(condition.values.map(({ node }) => node.type));
      if (types.size > 1) yield { details: `The values of \`${condition.key}\` are of different JSON types.`, places: [condition.held] };
    }
  },
};
