import { actionTexts } from '../../view/walk.ts';
import { NearNames } from '../near-name.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from '../variable-use.ts';

export const invalidAction: Rule = {
  code: 'INVALID_ACTION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The action is not in the service\'s action list (a near match may be proposed).',
  remedy: 'Write the name as the service\'s list of actions has it, with the service\'s prefix: `s3:GetObject`.',
  *check(policy, facts) {
    const nearNames = new NearNames();
    for (const { text } of actionTexts(policy)) {
      const { value } = text;
      if (value === '*' || variableUses(value).length > 0) continue;
      const colon = value.indexOf(':');
      if (colon < 0 || value.indexOf(':', colon + 1) >= 0) {
        yield { details: `\`${value}\` is no action: an action is a service's prefix, a colon and a name.`, places: [text] };
        continue;
      }
      const service = facts.service(value.slice(0, colon));
      const name = value.slice(colon + 1);
      if (!service) continue;
      const exists = isPattern(name) ? facts.matchingActions(value).length > 0 || service.hasAction(name) : service.hasAction(name);
      if (exists) continue;
      const near = isPattern(name) ? undefined : nearNames.find(name, service.actionNames());
      yield { details: `There is no action \`${value}\`${near === undefined ? '' : `: \`${service.prefix}:${near}\` may be meant`}.`, places: [text] };
    }
  },
};
