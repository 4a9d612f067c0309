import type { ConditionView } from '../view/condition-view.ts';
import type { PolicyView } from '../view/policy-view.ts';
import { conditionsOf } from '../view/walk.ts';
import type { Detection } from './rule.ts';

/** The conditions whose list of values is empty, among those that some operators make. */
export function* emptyConditions(policy: PolicyView, isMeant: (condition: ConditionView) => boolean, details: (condition: ConditionView) => string): Generator<Detection> {
  for (const { condition } of conditionsOf(policy)) {
    if (condition.held.node.type === 'array' && condition.held.node.items.length === 0 && isMeant(condition)) yield { details: details(condition), places: [condition.held] };
  }
}
