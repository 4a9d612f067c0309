import { actionTexts } from '../../view/walk.ts';
import { isPattern, resourceArns } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const wildcardInServiceName: Rule = {
  code: 'WILDCARD_IN_SERVICE_NAME',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'A wildcard in the service part of an action or ARN.',
  remedy: 'Name the service.',
  *check(policy) {
    for (const { text } of actionTexts(policy)) {
      const colon = text.value.indexOf(':');
      if (colon >= 0 && isPattern(text.value.slice(0, colon))) yield { details: 'A wildcard in the name of the service covers services that were not meant.', places: [text] };
    }
    for (const arn of resourceArns(policy)) if (isPattern(arn.service)) yield { details: 'A wildcard in the service of an ARN covers services that were not meant.', places: [arn.text] };
  },
};
