import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const nullWithIfExists: Rule = {
  code: 'NULL_WITH_IF_EXISTS',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The IfExists suffix is put on the Null operator.',
  remedy: 'Write `Null` without `IfExists`: it tests presence itself.',
  *check(policy) {
    for (const { blocks } of policy.statements) {
      for (const { operator, key } of blocks) if (operator?.base === 'Null' && operator.ifExists) yield { details: 'Null does not go with IfExists.', places: [key] };
    }
  },
};
