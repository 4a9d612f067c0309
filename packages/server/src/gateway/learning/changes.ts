import type { ResourcePolicyText } from '../../directory/facts.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import { tagPairs } from '../requirements/request-tags.ts';
import type { LessonView } from './lesson-view.ts';

export type Tags = Readonly<Record<string, string>>;

/** Tags as requests give them, in any of the spellings that services have. */
export const tagsIn = (tags: unknown): Tags => Object.fromEntries(tagPairs(tags).map(([key, value]) => [key, value ?? '']));

/** Keys of tags: texts, or tags themselves. */
export const tagKeysIn = (keys: unknown): readonly string[] => tagPairs(Array.isArray(keys) ? keys : []).map(([key]) => key);

/** What is new is its maker's, and has the policy and the tags that it was made with, whatever had its name before. Only of calls
 * that fail where there is something of the name already.
 * @param account whose it is where that is not the caller's */
export function made(view: LessonView, arn: string, tags: unknown, policy?: ResourcePolicyText, account = view.learning.account): readonly ResourceChange[] {
  return [{ kind: 'made', arn, account }, { kind: 'policy', arn, policy }, { kind: 'tags', arn, tags: tagsIn(tags) }];
}

/** What may have been there before, by a call that succeeds all the same: whose it is, and what is known of it, stays. */
export const madeUnlessKnown = (view: LessonView, arn: string, tags: unknown, policy?: ResourcePolicyText): readonly ResourceChange[] => (view.known(arn) ? [] : made(view, arn, tags, policy));

export const gone = (arn: string): readonly ResourceChange[] => [{ kind: 'gone', arn }];

export const policyChange = (arn: string, policy: ResourcePolicyText | undefined): readonly ResourceChange[] => [{ kind: 'policy', arn, policy }];

/** Some tags of what a call names; nothing where that is not known exactly, so that nothing is known of its tags. */
export const tagged = (arn: string | undefined, tags: unknown): readonly ResourceChange[] => (arn === undefined ? [] : [{ kind: 'retagged', arn, set: tagsIn(tags), removed: [] }]);

export const untagged = (arn: string | undefined, keys: unknown): readonly ResourceChange[] => (arn === undefined ? [] : [{ kind: 'retagged', arn, set: {}, removed: tagKeysIn(keys) }]);
