import { conditionsOf } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

export const confirmAudienceClaimType: Rule = {
  code: 'CONFIRM_AUDIENCE_CLAIM_TYPE',
  type: 'SUGGESTION',
  kinds: ['trust'],
  meaning: 'Check whether the audience claim is single-valued before using a qualifier.',
  remedy: 'Use a set operator only where the provider\'s tokens have a list of audiences.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.operator?.set === undefined || !/:aud$/i.test(condition.key)) continue;
      if (condition.operator.set === 'ForAnyValue' && facts.conditionKey(condition.key)?.multivalued === false) continue;
      yield { details: `Does a token of this provider have many audiences? \`${condition.key}\` has one with most.`, places: [condition.keyPlace] };
    }
  },
};
