import { actionList, allowing } from '../allowed-statement.ts';
import { accessOf, nameSome } from '../granted-access.ts';
import { readOn } from '../read-on.ts';
import type { Rule } from '../../validation/rule.ts';

export const patternChangesPermissions: Rule = {
  code: 'ASSENT_PATTERN_CHANGES_PERMISSIONS',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'A pattern of actions grants some that change permissions, and does not name them.',
  remedy: 'Name the actions that change permissions one by one, or narrow the pattern to exclude them.',
  learnMoreLink: readOn.leastPrivilege,
  *check(policy, facts) {
    for (const statement of allowing(policy)) {
      for (const action of actionList(statement)?.texts ?? []) {
        // A whole service is said to be too much by a rule of its own.
        if (!/[*?]/.test(action.value) || /:\*+$|^\*/.test(action.value)) continue;
        const { permissionChanging } = accessOf(action.value, facts);
        if (permissionChanging.length > 0) yield { details: `\`${action.value}\` changes permissions too: ${nameSome(permissionChanging)}.`, places: [action] };
      }
    }
  },
};
