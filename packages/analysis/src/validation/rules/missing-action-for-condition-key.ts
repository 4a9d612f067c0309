import { compileAction } from '@assent/policy';
import { conditionsOf } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

/** Keys that are set for one action, which a trust policy has to allow beside the assuming one. */
function actionFor(key: string): string | undefined {
  const lower = key.toLowerCase();
  if (lower === 'sts:transitivetagkeys') return 'sts:TagSession';
  if (lower === 'sts:sourceidentity') return 'sts:SetSourceIdentity';
  return lower.startsWith('sts:requestcontext/') || lower === 'sts:requestcontextproviders' ? 'sts:SetContext' : undefined;
}

export const missingActionForConditionKey: Rule = {
  code: 'MISSING_ACTION_FOR_CONDITION_KEY',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'The key is only evaluated for a certain action that the statement does not list.',
  remedy: 'Add the action that the key belongs to.',
  *check(policy) {
    for (const { statement, condition } of conditionsOf(policy)) {
      const action = actionFor(condition.key);
      const list = statement.actions[0];
      if (action === undefined || !list || list.negated || statement.effect !== 'Allow' || list.texts.some(({ value }) => compileAction(value)(action.toLowerCase()))) continue;
      yield { details: `\`${condition.key}\` is tested for ${action}, which the statement does not name.`, places: [list, condition.keyPlace] };
    }
  },
};
