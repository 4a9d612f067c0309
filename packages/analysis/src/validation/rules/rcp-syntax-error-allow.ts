import { elementNamed } from '../../view/policy-view.ts';
import type { ListView } from '../../view/statement-view.ts';
import type { Rule } from '../rule.ts';

export const rcpSyntaxErrorAllow: Rule = {
  code: 'RCP_SYNTAX_ERROR_ALLOW',
  type: 'ERROR',
  kinds: ['resourceControl'],
  meaning: 'An Allow statement in an RCP that is not all principals, all resources, no condition.',
  remedy: 'Deny what must not be: only the policy that AWS attaches allows.',
  *check(policy) {
    for (const { elements, effect, actions, resources, conditions, principals } of policy.statements) {
      const isAll = (list: ListView | undefined): boolean => list?.negated === false && list.texts.some(({ value }) => value === '*');
      const everyone = principals.some(({ negated, node }) => !negated && node.type === 'string' && node.value === '*');
      if (effect !== 'Allow' || (isAll(actions[0]) && isAll(resources[0]) && everyone && conditions.length === 0)) continue;
      const place = elementNamed(elements, 'Effect');
      if (place) yield { details: 'A resource control policy of your own denies: it allows nothing but everything.', places: [place] };
    }
  },
};
