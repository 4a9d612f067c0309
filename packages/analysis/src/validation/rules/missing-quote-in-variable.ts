import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableFaults } from '../variable-fault.ts';

export const missingQuoteInVariable: Rule = {
  code: 'MISSING_QUOTE_IN_VARIABLE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The default value of a variable lacks a single quote.',
  remedy: 'Put the default in single quotes: `${aws:PrincipalTag/team, \'none\'}`.',
  *check(policy) {
    yield* variableFaults(policy, 'missing-quote', 'The default of a policy variable stands in single quotes.');
  },
};
