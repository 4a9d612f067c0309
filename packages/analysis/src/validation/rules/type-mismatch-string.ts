import { parseBase64 } from '@assent/policy';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { mistypedValues } from '../typed-value.ts';

export const typeMismatchString: Rule = {
  code: 'TYPE_MISMATCH_STRING',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A binary operator is given something that is not base64 text.',
  remedy: 'Write the bytes in base64.',
  *check(policy) {
    yield* mistypedValues(policy, (base) => base === 'BinaryEquals', (value) => parseBase64(value) !== undefined, (value) => `\`${value}\` is no base64 text.`);
  },
};
