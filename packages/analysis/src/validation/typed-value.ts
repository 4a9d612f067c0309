import type { BaseOperator } from '@assent/policy';
import { variableUses } from './variable-use.ts';
import type { PolicyView } from '../view/policy-view.ts';
import { conditionsOf } from '../view/walk.ts';
import type { Detection } from './rule.ts';

/** The values under operators of one type that are none of that type. Variables are another rule's. */
export function* mistypedValues(policy: PolicyView, isMeant: (base: BaseOperator) => boolean, isValid: (value: string) => boolean, details: (value: string) => string): Generator<Detection> {
  for (const { condition } of conditionsOf(policy)) {
    if (!condition.operator || !isMeant(condition.operator.base)) continue;
    for (const value of condition.values) {
      if (!isValid(value.value) && variableUses(value.value).length === 0) yield { details: details(value.value), places: [value] };
    }
  }
}
