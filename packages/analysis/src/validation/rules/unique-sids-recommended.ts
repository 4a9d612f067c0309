import { repeatedSids } from '../repeated-sid.ts';
import type { Rule } from '../rule.ts';

export const uniqueSidsRecommended: Rule = {
  code: 'UNIQUE_SIDS_RECOMMENDED',
  type: 'WARNING',
  kinds: ['resource'],
  meaning: 'Two statements share a Sid where that is permitted but unwise.',
  remedy: 'Give every statement an id of its own.',
  *check(policy) {
    yield* repeatedSids(policy, 'Two statements have the same Sid: nothing tells them apart.');
  },
};
