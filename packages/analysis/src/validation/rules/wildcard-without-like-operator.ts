import { conditionsOf } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const wildcardWithoutLikeOperator: Rule = {
  code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A condition value has * or ? but the operator compares literally.',
  remedy: 'Use `StringLike`; for the character itself write `${*}` or `${?}`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (!/^String(?:Not)?Equals/.test(condition.operator?.base ?? '')) continue;
      for (const value of condition.values) {
        if (isPattern(value.value.replace(/\$\{[*?]\}/g, ''))) yield { details: `${condition.operatorText} compares \`*\` and \`?\` as the characters that they are.`, places: [value] };
      }
    }
  },
};
