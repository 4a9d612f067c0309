import { substringPlace } from '../../view/place.ts';
import type { TextPlace } from '../../view/place.ts';
import type { PolicyView } from '../../view/policy-view.ts';
import { actionTexts, principalTexts } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from '../variable-use.ts';

function* textsWithoutVariables(policy: PolicyView): Generator<TextPlace> {
  for (const { text } of actionTexts(policy)) yield text;
  for (const { entry } of principalTexts(policy)) yield entry;
  for (const { sid } of policy.statements) if (sid) yield sid;
}

export const variableUnsupportedInElement: Rule = {
  code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A variable outside Resource and Condition.',
  remedy: 'Use variables in `Resource` and in the values of conditions only.',
  *check(policy) {
    if (!policy.variables) return;
    for (const text of textsWithoutVariables(policy)) {
      for (const { start, length, fault } of variableUses(text.value)) {
        if (fault === undefined) yield { details: 'A policy variable has no meaning here: it is literal text.', places: [substringPlace(text, start, length)] };
      }
    }
  },
};
