import type { Rule } from '../rule.ts';

export const allowWithNotPrincipal: Rule = {
  code: 'ALLOW_WITH_NOT_PRINCIPAL',
  type: 'SECURITY_WARNING',
  kinds: ['resource'],
  meaning: 'Allow with NotPrincipal, which lets in everyone else, anonymous callers included.',
  remedy: 'Name whom you let in in `Principal`, or deny with `NotPrincipal`.',
  *check(policy) {
    for (const { effect, principals } of policy.statements) {
      if (effect === 'Allow') for (const { negated, key } of principals) if (negated) yield { details: 'Allow with NotPrincipal lets in everybody else, anonymous callers included.', places: [key] };
    }
  },
};
