import { substringPlace } from '../../view/place.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableTexts, variableUses } from '../variable-use.ts';

export const deprecatedGlobalConditionKey: Rule = {
  code: 'DEPRECATED_GLOBAL_CONDITION_KEY',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'An older spelling of a global key is used (aws:ARN for aws:PrincipalArn).',
  remedy: 'Write `${aws:PrincipalArn}` or `${aws:SourceArn}`.',
  *check(policy) {
    for (const text of variableTexts(policy)) {
      for (const { start, length, name } of variableUses(text.value)) {
        if (/^aws:arn$/i.test(name)) yield { details: '`aws:ARN` is an older name: use aws:PrincipalArn or aws:SourceArn.', places: [substringPlace(text, start, length)] };
      }
    }
  },
};
