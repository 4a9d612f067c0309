import { principalTexts } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidRoleReference: Rule = {
  code: 'INVALID_ROLE_REFERENCE',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A principal is a role id (AROA...), left behind by a deleted role, instead of an ARN.',
  remedy: 'Write the role\'s ARN.',
  *check(policy) {
    for (const { entry } of principalTexts(policy)) if (entry.kind === 'AWS' && /^AROA[A-Z0-9]+$/.test(entry.value)) yield { details: `\`${entry.value}\` is the id of a role, which a deleted role leaves behind.`, places: [entry] };
  },
};
