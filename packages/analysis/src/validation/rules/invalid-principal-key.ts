import { principalKinds } from '../../view/principal-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidPrincipalKey: Rule = {
  code: 'INVALID_PRINCIPAL_KEY',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The key inside Principal is not AWS, CanonicalUser, Federated or Service.',
  remedy: 'Write AWS, CanonicalUser, Federated or Service, in exact letter case.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const principal of principals) {
        for (const { name, key } of principalKinds(principal)) {
          if (!['AWS', 'CanonicalUser', 'Federated', 'Service'].includes(name)) yield { details: `There is no kind of principal \`${name}\`.`, places: [key] };
        }
      }
    }
  },
};
