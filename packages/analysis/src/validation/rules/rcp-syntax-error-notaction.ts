import type { Rule } from '../rule.ts';

export const rcpSyntaxErrorNotaction: Rule = {
  code: 'RCP_SYNTAX_ERROR_NOTACTION',
  type: 'ERROR',
  kinds: ['resourceControl'],
  meaning: 'NotAction in an RCP.',
  remedy: 'List the actions in `Action`.',
  *check(policy) {
    for (const { actions } of policy.statements) for (const { negated, key } of actions) if (negated) yield { details: 'A resource control policy has no NotAction.', places: [key] };
  },
};
