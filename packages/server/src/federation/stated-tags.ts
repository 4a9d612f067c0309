import type { ApiError } from '../wire/api-error.ts';
import type { TagInput } from '../sts/session-tags.ts';

const tagLimit = 50;

/** Session tags as an identity provider states them, checked as those of a call would be (R9.4).
 * @param refuse words the error of the operation */
export function statedTags(tags: ReadonlyMap<string, string>, transitive: readonly string[], refuse: (message: string) => ApiError): TagInput {
  if (tags.size > tagLimit || transitive.length > tagLimit) throw refuse(`Up to ${tagLimit} session tags can be passed.`);
  for (const [key, value] of tags) {
    if (key.length === 0 || key.length > 128 || /^aws:/i.test(key) || !isTagText(key)) throw refuse(`The session tag key ${key.slice(0, 128)} is not valid.`);
    if (value.length > 256 || !isTagText(value)) throw refuse(`The value of session tag ${key} is not valid.`);
  }
  return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })), TransitiveTagKeys: transitive };
}

const isTagText = (text: string): boolean => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);

/** R9.7 */
export const isSourceIdentity = (text: string): boolean => /^[\w+=,.@-]{2,64}$/.test(text) && !/^aws:/i.test(text);
