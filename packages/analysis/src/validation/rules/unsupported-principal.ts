import type { Rule } from '../rule.ts';

export const unsupportedPrincipal: Rule = {
  code: 'UNSUPPORTED_PRINCIPAL',
  type: 'ERROR',
  kinds: ['identity'],
  meaning: 'Principal in a policy type that takes none (identity policies).',
  remedy: 'Remove the principal: the policy is about whom it is attached to.',
  *check(policy) {
    for (const { principals } of policy.statements) for (const { name, key } of principals) yield { details: `An identity policy has no ${name}: it is about the principal that it is attached to.`, places: [key] };
  },
};
