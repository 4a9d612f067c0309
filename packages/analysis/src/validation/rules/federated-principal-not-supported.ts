import { principalTexts } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

export const federatedPrincipalNotSupported: Rule = {
  code: 'FEDERATED_PRINCIPAL_NOT_SUPPORTED',
  type: 'ERROR',
  kinds: ['resource'],
  meaning: 'A Federated principal outside a role trust policy.',
  remedy: 'Name the role that federated users assume.',
  *check(policy) {
    for (const { entry } of principalTexts(policy)) {
      if (entry.kind === 'Federated') yield { details: 'Only the trust policy of a role knows federated principals.', places: [entry] };
    }
  },
};
