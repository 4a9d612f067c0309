import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const unsupportedGlobalConditionKey: Rule = {
  code: 'UNSUPPORTED_GLOBAL_CONDITION_KEY',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The retired key aws:ARN is used; PrincipalArn or SourceArn is meant.',
  remedy: 'Write `aws:PrincipalArn` for the caller, or `aws:SourceArn` for the resource on whose behalf a service calls.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (/^aws:arn$/i.test(condition.key)) yield { details: `\`${condition.key}\` is no longer set: use aws:PrincipalArn or aws:SourceArn.`, places: [condition.keyPlace] };
    }
  },
};
