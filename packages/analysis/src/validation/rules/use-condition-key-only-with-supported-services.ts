import { conditionsOf, isOn } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

const endpointKeys: ReadonlySet<string> = new Set(['aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths']);

export const useConditionKeyOnlyWithSupportedServices: Rule = {
  code: 'USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A key that only some services set (aws:VpceAccount, VpceOrgID, VpceOrgPaths) is used without scoping to them.',
  remedy: 'Name the actions of services that set the key.',
  *check(policy) {
    for (const { statement, condition } of conditionsOf(policy)) {
      const list = statement.actions[0];
      const open = list !== undefined && (list.negated || list.texts.some(({ value }) => isPattern(value.slice(0, Math.max(1, value.indexOf(':'))))));
      if (open && isOn(condition, endpointKeys)) yield { details: `\`${condition.key}\` is set by some services only, and the statement is about all.`, places: [condition.keyPlace] };
    }
  },
};
