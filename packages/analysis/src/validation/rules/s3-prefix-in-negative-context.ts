import { isNegated } from '@assent/policy';
import { conditionsOf } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

export const s3PrefixInNegativeContext: Rule = {
  code: 'S3_PREFIX_IN_NEGATIVE_CONTEXT',
  type: 'SECURITY_WARNING',
  kinds: ['identity', 'resource'],
  meaning: 's3:prefix in a Deny or negated operator: a shorter prefix slips past.',
  remedy: 'Allow the prefixes that are meant, under a positive operator.',
  *check(policy) {
    for (const { statement, condition } of conditionsOf(policy)) {
      if (!/^s3:prefix$/i.test(condition.key) || !condition.operator || condition.operator.base === 'Null' || statement.effect === undefined) continue;
      if ((statement.effect === 'Deny') !== isNegated(condition.operator.base)) yield { details: 'A shorter prefix lists the same objects and slips past.', places: [condition.keyPlace] };
    }
  },
};
