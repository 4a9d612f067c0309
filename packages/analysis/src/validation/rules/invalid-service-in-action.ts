import { actionTexts } from '../../view/walk.ts';
import { NearNames } from '../near-name.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidServiceInAction: Rule = {
  code: 'INVALID_SERVICE_IN_ACTION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The service prefix of the action does not exist; a near match is proposed.',
  remedy: 'Write the prefix of a service that there is.',
  *check(policy, facts) {
    const nearNames = new NearNames();
    for (const { text } of actionTexts(policy)) {
      const colon = text.value.indexOf(':');
      const prefix = text.value.slice(0, Math.max(0, colon));
      if (colon < 0 || text.value.indexOf(':', colon + 1) >= 0 || isPattern(prefix) || facts.service(prefix)) continue;
      const near = nearNames.find(prefix, facts.prefixes());
      yield { details: `There is no service \`${prefix}\` for the action \`${text.value}\`${near === undefined ? '' : `: \`${near}\` may be meant`}.`, places: [text] };
    }
  },
};
