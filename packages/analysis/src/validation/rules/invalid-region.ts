import { conditionsOf } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from '../variable-use.ts';

export const invalidRegion: Rule = {
  code: 'INVALID_REGION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A region name used as a condition value does not exist.',
  remedy: 'Write the name of a region, such as `eu-central-1`.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.key.toLowerCase() !== 'aws:requestedregion' || condition.operator?.base.startsWith('String') !== true) continue;
      for (const value of condition.values) {
        if (!isPattern(value.value) && variableUses(value.value).length === 0 && !facts.isRegion(value.value)) yield { details: `There is no region \`${value.value}\`.`, places: [value] };
      }
    }
  },
};
