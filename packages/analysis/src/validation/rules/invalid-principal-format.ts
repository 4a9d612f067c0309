import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidPrincipalFormat: Rule = {
  code: 'INVALID_PRINCIPAL_FORMAT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'Principal is neither "*" nor a map of kind to values.',
  remedy: 'Write `"*"`, or a map of kind to values: `{"AWS": "arn:…"}`.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const principal of principals) {
        const { node } = principal;
        if (node.type === 'object' || (node.type === 'string' && node.value === '*')) continue;
        yield { details: `${principal.name} is "*" or a map of AWS, Service, Federated or CanonicalUser to values.`, places: [principal] };
      }
    }
  },
};
