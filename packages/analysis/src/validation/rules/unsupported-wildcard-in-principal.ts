import { principalTexts } from '../../view/walk.ts';
import { isPattern } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const unsupportedWildcardInPrincipal: Rule = {
  code: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A wildcard inside a principal value where only a full value may stand.',
  remedy: 'Write the principal in full; for patterns, test `aws:PrincipalArn` in a condition.',
  *check(policy) {
    for (const { entry } of principalTexts(policy)) {
      if (!isPattern(entry.value) || entry.kind === '*' || (entry.kind === 'AWS' && entry.value === '*')) continue;
      yield { details: `A principal takes no wildcards: \`${entry.value}\` names nobody.`, places: [entry] };
    }
  },
};
