import { allowing } from '../allowed-statement.ts';
import { bounds, hasUnknownConditions } from '../bounding-condition.ts';
import { readOn } from '../read-on.ts';
import { githubHost, oidcPrincipals } from '../../validation/identity-provider.ts';
import type { Rule } from '../../validation/rule.ts';

/** Built-in providers tell applications apart by the audience. */
const byAudience: ReadonlySet<string> = new Set(['cognito-identity.amazonaws.com', 'accounts.google.com', 'graph.facebook.com', 'www.amazon.com']);

/** Where no claim is tested at all, and for GitHub, AWS's own codes say so. */
export const oidcTrustWithoutSubject: Rule = {
  code: 'ASSENT_OIDC_TRUST_WITHOUT_SUBJECT',
  type: 'SECURITY_WARNING',
  kinds: ['trust'],
  meaning: 'An OIDC provider is trusted whatever the subject of its token: every workload or user that it knows may assume the role.',
  remedy: 'Test the provider’s `sub` with `StringEquals`, or `StringLike` with a prefix that is yours.',
  learnMoreLink: readOn.oidc,
  *check(policy) {
    for (const statement of allowing(policy)) {
      if (hasUnknownConditions(statement)) continue;
      for (const { entry, host } of oidcPrincipals(statement)) {
        const prefix = `${host.toLowerCase()}:`;
        const own = statement.conditions.filter(({ key }) => key.toLowerCase().startsWith(prefix));
        if (own.length === 0 || byAudience.has(host.toLowerCase()) || host.toLowerCase() === githubHost) continue;
        if (!own.some((condition) => condition.key.toLowerCase() === `${prefix}sub` && bounds(condition))) yield { details: `Any subject of \`${host}\` may assume the role.`, places: [entry] };
      }
    }
  },
};
