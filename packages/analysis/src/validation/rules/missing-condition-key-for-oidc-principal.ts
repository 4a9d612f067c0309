import { githubHost, oidcPrincipals } from '../identity-provider.ts';
import type { Rule } from '../rule.ts';

export const missingConditionKeyForOidcPrincipal: Rule = {
  code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
  type: 'SECURITY_WARNING',
  kinds: ['trust'],
  meaning: 'Trust in an OIDC provider without any condition on its claims.',
  remedy: 'Test the provider\'s audience and subject: `provider:aud`, `provider:sub`.',
  *check(policy) {
    for (const statement of policy.statements) {
      for (const { entry, host } of oidcPrincipals(statement)) {
        if (host.toLowerCase() === githubHost || statement.conditions.some(({ key }) => key.toLowerCase().startsWith(`${host.toLowerCase()}:`))) continue;
        yield { details: `Everybody who has an account with \`${host}\` may assume the role.`, places: [entry] };
      }
    }
  },
};
