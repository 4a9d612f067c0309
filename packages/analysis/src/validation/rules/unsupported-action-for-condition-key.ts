import type { PolicyKind } from '../../view/policy-view.ts';
import { conditionsOf } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Keys that one action of IAM alone carries, and that others are seldom meant to be held by (R24.16). */
const soleActions: ReadonlyMap<string, string> = new Map([
  ['iam:passedtoservice', 'iam:passrole'],
  ['iam:associatedresourcearn', 'iam:passrole'],
]);

/** Actions that come along with one that assumes a role, without the tokens of web identity providers. */
const companions: ReadonlySet<string> = new Set(['sts:tagsession', 'sts:setsourceidentity', 'sts:setcontext']);

/** Whether an action of this name never carries a key; `false` where that is not certain. */
function isForeign(action: string, key: string, kind: PolicyKind): boolean {
  const [lower, lowerKey] = [action.toLowerCase(), key.toLowerCase()];
  const sole = soleActions.get(lowerKey);
  if (sole !== undefined) return lower.startsWith('iam:') && lower !== sole;
  const isProviderKey = lowerKey.slice(0, Math.max(0, lowerKey.indexOf(':'))).includes('.');
  return kind === 'trust' && isProviderKey && companions.has(lower);
}

export const unsupportedActionForConditionKey: Rule = {
  code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'Listed (non-wildcard) actions never carry the key that the statement tests.',
  remedy: 'Put the actions that carry the key in a statement of their own.',
  *check(policy) {
    for (const { statement, condition } of conditionsOf(policy)) {
      if (condition.operator?.ifExists === true || statement.effect !== 'Allow') continue;
      for (const { negated, texts } of statement.actions) {
        const foreign = negated ? [] : texts.filter(({ value }) => !isPattern(value) && isForeign(value, condition.key, policy.kind));
        if (foreign.length > 0) yield { details: `${foreign.map(({ value }) => `\`${value}\``).join(', ')} never carries \`${condition.key}\`: the statement does not allow it.`, places: [...foreign, condition.held] };
      }
    }
  },
};
