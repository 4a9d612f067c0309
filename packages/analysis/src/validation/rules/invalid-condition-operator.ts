import { baseOperators } from '@assent/policy';
import { NearNames } from '../near-name.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidConditionOperator: Rule = {
  code: 'INVALID_CONDITION_OPERATOR',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The condition operator does not exist.',
  remedy: 'Write one of the operators that there are, in exact letter case: `StringEquals`.',
  *check(policy) {
    const nearNames = new NearNames();
    for (const { blocks } of policy.statements) {
      for (const block of blocks) {
        if (block.operator) continue;
        const near = nearNames.find(block.name, baseOperators);
        yield { details: `There is no condition operator \`${block.name}\`${near === undefined ? '' : `: \`${near}\` may be meant`}.`, places: [block.key] };
      }
    }
  },
};
