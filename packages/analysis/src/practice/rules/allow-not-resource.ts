import { allowing } from '../allowed-statement.ts';
import { readOn } from '../read-on.ts';
import type { Rule } from '../../validation/rule.ts';

export const allowNotResource: Rule = {
  code: 'ASSENT_ALLOW_NOT_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity', 'resource'],
  meaning: 'NotResource with Allow grants the actions on every resource but those listed, other accounts’ and future ones included.',
  remedy: 'List the resources in `Resource`, or deny the actions on those that are excepted.',
  learnMoreLink: readOn.notResource,
  *check(policy) {
    for (const { resources } of allowing(policy)) {
      for (const { negated, key, texts } of resources) if (negated) yield { details: `The actions are allowed on every resource but ${texts.length === 1 ? 'one' : texts.length}.`, places: [key] };
    }
  },
};
