import { substringPlace } from '../view/place.ts';
import type { PolicyView } from '../view/policy-view.ts';
import type { Detection } from './rule.ts';
import { variableTexts, variableUses } from './variable-use.ts';
import type { VariableFault } from './variable-use.ts';

/** The variables of a policy that have one fault, where variables have a meaning. */
export function* variableFaults(policy: PolicyView, fault: VariableFault, details: string): Generator<Detection> {
  if (!policy.variables) return;
  for (const text of variableTexts(policy)) {
    for (const use of variableUses(text.value)) if (use.fault === fault) yield { details, places: [substringPlace(text, use.start, use.length)] };
  }
}
