import type { Requirement } from '../authorization/requirement.ts';

/** Why some stores take an object that a call is about for another one: they keep objects as files, or normalise paths. S3 itself
 * knows all these keys.
 * @returns what is wrong with the first such key */
export function oddKeyOf(requirements: readonly Requirement[]): string | undefined {
  for (const { resource } of requirements) {
    const key = /^arn:[^:]*:s3:::[^/]+\/([^]*)$/.exec(resource)?.[1];
    if (key === undefined) continue;
    if (key.includes('\\')) return 'the key of an object contains a backslash';
    // One slash at the end is a folder's.
    const segments = (key.endsWith('/') ? key.slice(0, -1) : key).split('/');
    if (segments.includes('') && key !== '') return 'the key of an object contains an empty segment';
    if (segments.includes('.') || segments.includes('..')) return 'the key of an object contains a segment `.` or `..`';
  }
  return undefined;
}
