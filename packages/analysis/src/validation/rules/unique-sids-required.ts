import { repeatedSids } from '../repeated-sid.ts';
import type { Rule } from '../rule.ts';

export const uniqueSidsRequired: Rule = {
  code: 'UNIQUE_SIDS_REQUIRED',
  type: 'ERROR',
  kinds: ['identity', 'trust', 'serviceControl', 'resourceControl'],
  meaning: 'Two statements share a Sid in a policy type where Sids must be unique.',
  remedy: 'Give every statement an id of its own, or none.',
  *check(policy) {
    yield* repeatedSids(policy, 'Two statements have the same Sid: in this kind of policy they must differ.');
  },
};
