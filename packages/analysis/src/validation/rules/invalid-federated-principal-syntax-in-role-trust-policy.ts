import { principalTexts } from '../../view/walk.ts';
import { providerKind } from '../identity-provider.ts';
import type { Rule } from '../rule.ts';

export const invalidFederatedPrincipalSyntaxInRoleTrustPolicy: Rule = {
  code: 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'A Federated principal that is neither a domain name nor a provider ARN.',
  remedy: 'Write the ARN of an identity provider, or the domain of a built-in one.',
  *check(policy) {
    for (const { entry } of principalTexts(policy)) {
      if (entry.kind === 'Federated' && providerKind(entry) === 'unknown') yield { details: `\`${entry.value}\` is neither the ARN of an identity provider nor a domain.`, places: [entry] };
    }
  },
};
