import { rcpServices } from '@assent/policy';
import { actionTexts } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

export const rcpSyntaxErrorAction: Rule = {
  code: 'RCP_SYNTAX_ERROR_ACTION',
  type: 'ERROR',
  kinds: ['resourceControl'],
  meaning: 'An RCP names a service that RCPs do not cover.',
  remedy: 'Name actions of services that resource control policies apply to.',
  *check(policy) {
    for (const { statement, text } of actionTexts(policy)) {
      const prefix = text.value.slice(0, Math.max(0, text.value.indexOf(':'))).toLowerCase();
      // D27: `*` is the policy that AWS attaches, and none of one's own.
      const wrong = text.value === '*' ? statement.effect === 'Deny' : text.value.includes(':') && !rcpServices.has(prefix);
      if (wrong) yield { details: text.value === '*' ? 'A resource control policy denies actions of named services.' : `Resource control policies do not apply to \`${prefix}\`.`, places: [text] };
    }
  },
};
