import { principalTexts } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidUserReference: Rule = {
  code: 'INVALID_USER_REFERENCE',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A principal is a user id (AIDA...) instead of an ARN.',
  remedy: 'Write the user\'s ARN.',
  *check(policy) {
    for (const { entry } of principalTexts(policy)) if (entry.kind === 'AWS' && /^AIDA[A-Z0-9]+$/.test(entry.value)) yield { details: `\`${entry.value}\` is the id of a user, which a deleted user leaves behind.`, places: [entry] };
  },
};
