import type { Keys } from '../../authorization/requirement.ts';
import { isRecord } from './call-view.ts';

/** `aws:RequestTag/…` and `aws:TagKeys` of tags that a call sets or takes off (R6.3): a map, a list of `Key` and `Value` in any
 * of the spellings that services have, or a list of keys. */
export function requestTagKeys(tags: unknown): Keys {
  const pairs = tagPairs(tags);
  if (pairs.length === 0) return {};
  const values = pairs.flatMap(([key, value]) => (value === undefined ? [] : [[`aws:RequestTag/${key}`, value] as const]));
  return { ...Object.fromEntries(values), 'aws:TagKeys': pairs.map(([key]) => key) };
}

/** Tags as pairs; a list of keys has no values. */
export function tagPairs(tags: unknown): readonly (readonly [key: string, value: string | undefined])[] {
  if (Array.isArray(tags)) {
    return tags.flatMap((tag: unknown): (readonly [string, string | undefined])[] => {
      if (typeof tag === 'string') return [[tag, undefined]];
      if (!isRecord(tag)) return [];
      const key = tag['Key'] ?? tag['key'] ?? tag['TagKey'];
      const value = tag['Value'] ?? tag['value'] ?? tag['TagValue'];
      return typeof key === 'string' ? [[key, typeof value === 'string' ? value : undefined]] : [];
    });
  }
  return isRecord(tags) ? Object.entries(tags).map(([key, value]) => [key, typeof value === 'string' ? value : undefined] as const) : [];
}
