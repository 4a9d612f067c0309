import { conditionsOf } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from '../variable-use.ts';

export const invalidVpcFormat: Rule = {
  code: 'INVALID_VPC_FORMAT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'aws:SourceVpc value is not vpc- plus 8 or 17 characters.',
  remedy: 'Write the id as AWS gives it: `vpc-` and 8 or 17 hexadecimal digits.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.key.toLowerCase() !== 'aws:sourcevpc' || condition.operator?.base.startsWith('String') !== true) continue;
      for (const value of condition.values) {
        if (!isPattern(value.value) && variableUses(value.value).length === 0 && !/^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value.value)) yield { details: `\`${value.value}\` is no id of a VPC.`, places: [value] };
      }
    }
  },
};
