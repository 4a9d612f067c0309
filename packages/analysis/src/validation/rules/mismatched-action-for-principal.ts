import { providerKind } from '../identity-provider.ts';
import type { Rule } from '../rule.ts';

const wantedKinds: ReadonlyMap<string, string> = new Map([
  ['sts:assumerolewithsaml', 'saml'],
  ['sts:assumerolewithwebidentity', 'oidc'],
  ['sts:assumerole', 'other'],
]);

export const mismatchedActionForPrincipal: Rule = {
  code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'SAML principal with the web-identity action, or the reverse, or a non-federated one with either.',
  remedy: 'Use `sts:AssumeRoleWithSAML` for SAML providers, `sts:AssumeRoleWithWebIdentity` for OIDC providers, `sts:AssumeRole` for all others.',
  *check(policy) {
    for (const { effect, actions, principals } of policy.statements) {
      if (effect !== 'Allow' || actions[0]?.negated !== false) continue;
      const entries = principals.flatMap(({ negated, entries: all }) => (negated ? [] : all));
      const kinds = new Set<string>(entries.map((entry) => (entry.kind === 'Federated' ? providerKind(entry) : 'other')));
      for (const text of actions[0].texts) {
        const wanted = wantedKinds.get(text.value.toLowerCase());
        if (wanted === undefined || kinds.size === 0 || kinds.has(wanted) || kinds.has('unknown')) continue;
        yield { details: `\`${text.value}\` does not go with the principals of the statement.`, places: [text, ...entries] };
      }
    }
  },
};
