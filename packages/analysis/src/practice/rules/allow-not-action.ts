import { allowing } from '../allowed-statement.ts';
import { readOn } from '../read-on.ts';
import type { Rule } from '../../validation/rule.ts';

export const allowNotAction: Rule = {
  code: 'ASSENT_ALLOW_NOT_ACTION',
  type: 'SECURITY_WARNING',
  kinds: ['identity', 'resource'],
  meaning: 'NotAction with Allow grants every action but those listed, those that AWS adds tomorrow included.',
  remedy: 'List what is allowed in `Action`, or deny what must not be with `Effect` `Deny`.',
  learnMoreLink: readOn.notAction,
  *check(policy) {
    for (const { actions } of allowing(policy)) {
      for (const { negated, key, texts } of actions) if (negated) yield { details: `Everything but ${texts.length === 1 ? 'the one action' : `${texts.length} actions`} is allowed, and what AWS will add.`, places: [key] };
    }
  },
};
