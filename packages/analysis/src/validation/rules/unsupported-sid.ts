import type { Rule } from '../rule.ts';

export const unsupportedSid: Rule = {
  code: 'UNSUPPORTED_SID',
  type: 'ERROR',
  kinds: ['identity', 'trust', 'serviceControl', 'resourceControl'],
  meaning: 'The Sid has characters other than letters and digits.',
  remedy: 'Use letters and digits alone.',
  *check(policy) {
    for (const { sid } of policy.statements) if (sid && !/^[A-Za-z0-9]*$/.test(sid.value)) yield { details: `The Sid \`${sid.value}\` has other characters than letters and digits.`, places: [sid] };
  },
};
