import { conditionsOf } from '../../view/walk.ts';
import { isPattern, resourceArns } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidService: Rule = {
  code: 'INVALID_SERVICE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The service prefix in an action, key or ARN does not exist.',
  remedy: 'Write the prefix of a service that there is.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      if (!isPattern(arn.service) && !facts.isArnService(arn.service.toLowerCase())) yield { details: `There is no service \`${arn.service}\` in ARNs.`, places: [arn.text] };
    }
    for (const { condition } of conditionsOf(policy)) {
      const prefix = condition.key.slice(0, Math.max(0, condition.key.indexOf(':')));
      // A host is an identity provider, of which there are more than anybody knows.
      if (prefix === '' || /^aws$/i.test(prefix) || prefix.includes('.') || facts.isKeyPrefix(prefix)) continue;
      yield { details: `There is no service \`${prefix}\` that has condition keys.`, places: [condition.keyPlace] };
    }
  },
};
