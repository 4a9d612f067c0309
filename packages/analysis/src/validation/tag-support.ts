import type { AwsFacts } from '../facts/aws-facts.ts';
import type { ConditionView } from '../view/condition-view.ts';
import type { Place } from '../view/place.ts';
import type { PolicyView } from '../view/policy-view.ts';
import type { StatementView } from '../view/statement-view.ts';

/** A condition on the tags of a resource, with the services named beside it that do not set it. */
export interface UnsupportedTag {
  readonly condition: ConditionView;
  readonly services: readonly string[];
  /** The actions of these services. */
  readonly actions: readonly Place[];
}

/** The conditions of `aws:ResourceTag` in statements of one effect. */
function* tagConditions(policy: PolicyView, effect: 'Allow' | 'Deny', negated: boolean): Generator<{ readonly statement: StatementView; readonly condition: ConditionView }> {
  for (const statement of policy.statements) {
    if (statement.effect !== effect || statement.actions[0]?.negated !== negated) continue;
    for (const condition of statement.conditions) if (condition.key.toLowerCase().startsWith('aws:resourcetag/')) yield { statement, condition };
  }
}

/** Statements with `Action` that name services whose actions never carry the tags of a resource. */
export function* unsupportedTags(policy: PolicyView, effect: 'Allow' | 'Deny', facts: AwsFacts): Generator<UnsupportedTag> {
  for (const { statement, condition } of tagConditions(policy, effect, false)) {
    const services = new Set<string>();
    const actions = (statement.actions[0]?.texts ?? []).filter(({ value }) => {
      const service = facts.service(value.slice(0, Math.max(0, value.indexOf(':'))));
      if (!service || service.actionNames().length === 0 || service.conditionKey(condition.key)) return false;
      services.add(service.prefix);
      return true;
    });
    if (services.size > 0) yield { condition, services: [...services].sort(), actions };
  }
}

/** Statements with `NotAction`, which speak of every service there is. */
export function* openTagConditions(policy: PolicyView, effect: 'Allow' | 'Deny'): Generator<ConditionView> {
  for (const { condition } of tagConditions(policy, effect, true)) yield condition;
}
