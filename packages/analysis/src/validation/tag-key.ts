/** Whether a condition key of tags lacks the tag's own key. */
export const isTagKeyWithoutTag = (key: string): boolean => /^aws:(?:request|resource|principal)tag\/?$/i.test(key) || /^[a-z0-9-]+:[a-z]*tag\/$/i.test(key);
