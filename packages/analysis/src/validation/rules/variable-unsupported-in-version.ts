import { substringPlace } from '../../view/place.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableTexts, variableUses } from '../variable-use.ts';

export const variableUnsupportedInVersion: Rule = {
  code: 'VARIABLE_UNSUPPORTED_IN_VERSION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A variable in a document whose version is older than 2012-10-17.',
  remedy: 'Add `"Version": "2012-10-17"`.',
  *check(policy) {
    if (policy.variables) return;
    for (const text of variableTexts(policy)) {
      for (const { start, length, fault } of variableUses(text.value)) {
        if (fault === undefined) yield { details: 'Policy variables need the version 2012-10-17: in this policy the text is literal.', places: [substringPlace(text, start, length)] };
      }
    }
  },
};
