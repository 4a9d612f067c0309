import { conditionsOf } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Keys that one action alone carries, and that others are seldom meant to be held by (R24.16). */
const soleActions: ReadonlyMap<string, string> = new Map([
  ['iam:passedtoservice', 'iam:passrole'],
  ['iam:associatedresourcearn', 'iam:passrole'],
]);

export const unsupportedActionForConditionKey: Rule = {
  code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'Listed (non-wildcard) actions never carry the key that the statement tests.',
  remedy: 'Put the actions that carry the key in a statement of their own.',
  *check(policy) {
    for (const { statement, condition } of conditionsOf(policy)) {
      const sole = soleActions.get(condition.key.toLowerCase());
      if (sole === undefined || condition.operator?.ifExists === true || statement.effect !== 'Allow') continue;
      for (const list of statement.actions) {
        if (list.negated) continue;
        for (const text of list.texts) {
          if (!isPattern(text.value) && /^iam:/i.test(text.value) && text.value.toLowerCase() !== sole) yield { details: `\`${text.value}\` never carries \`${condition.key}\`: the statement does not allow it.`, places: [text, condition.keyPlace] };
        }
      }
    }
  },
};
