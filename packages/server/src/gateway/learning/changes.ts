import type { ResourceChange, ResourcePolicyText } from '../../directory/resource-change.ts';
import { tagPairs } from '../requirements/request-tags.ts';
import type { LessonView } from './lesson-view.ts';

export type Tags = Readonly<Record<string, string>>;

/** Tags as requests give them, in any of the spellings that services have. */
export const tagsIn = (tags: unknown): Tags => Object.fromEntries(tagPairs(tags).map(([key, value]) => [key, value ?? '']));

/** Keys of tags: texts, or tags themselves. */
export const tagKeysIn = (keys: unknown): readonly string[] => tagPairs(Array.isArray(keys) ? keys : []).map(([key]) => key);

/** What is new is its maker's, has the tags that it was made with, and a policy where it was made with one.
 * @param account whose it is where that is not the caller's */
export function made(view: LessonView, arn: string, tags: unknown, policy?: ResourcePolicyText, account = view.learning.account): readonly ResourceChange[] {
  return [{ kind: 'made', arn, account }, ...(policy ? [{ kind: 'policy', arn, policy } as const] : []), { kind: 'tags', arn, tags: tagsIn(tags) }];
}

/** What may have been there before, by a call that succeeds all the same: whose it is, and what is known of it, stays. */
export const madeUnlessKnown = (view: LessonView, arn: string, tags: unknown, policy?: ResourcePolicyText): readonly ResourceChange[] => (view.known(arn) ? [] : made(view, arn, tags, policy));

export const gone = (arn: string): readonly ResourceChange[] => [{ kind: 'gone', arn }];

export const policyChange = (arn: string, policy: ResourcePolicyText | undefined): readonly ResourceChange[] => [{ kind: 'policy', arn, policy }];

export const tagged = (arn: string, tags: unknown): readonly ResourceChange[] => [{ kind: 'retagged', arn, set: tagsIn(tags), removed: [] }];

export const untagged = (arn: string, keys: unknown): readonly ResourceChange[] => [{ kind: 'retagged', arn, set: {}, removed: tagKeysIn(keys) }];
