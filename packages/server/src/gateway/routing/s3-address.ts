import { decodePath } from './percent-decoding.ts';
import { ambiguous, malformed } from './unroutable.ts';

/** Segments of a path in path style, as S3 reads them: the bucket and then the key, raw, whatever slashes are in it.
 * @param bucket from the host, in virtual-host style */
export function s3Segments(path: string, bucket: string | undefined, dotSegments: 'keep' | 'refuse'): readonly string[] {
  const rest = path.slice(1);
  const slash = bucket === undefined ? rest.indexOf('/') : -1;
  const name = bucket ?? (slash < 0 ? rest : rest.slice(0, slash));
  const key = bucket === undefined ? (slash < 0 ? '' : rest.slice(slash + 1)) : rest;
  if (name === '') {
    if (key !== '') throw malformed('the path has no bucket');
    return [];
  }
  // Names of the time before 2018 have capitals and underscores; nothing has a percent sign.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(name)) throw malformed('the path does not begin with the name of a bucket');
  if (key === '') return [name];
  // S3 takes a plus in a path for a space, most others for itself; some servers cut off what is behind a semicolon, and turn backslashes.
  if (key.includes(';')) throw ambiguous('the path contains a semicolon that is not encoded');
  if (key.includes('\\')) throw ambiguous('the path contains a backslash');
  if (key.includes('+')) throw ambiguous('the path contains a plus that is not encoded');
  checkDots(decodePath(key), dotSegments);
  return [name, key];
}

/** `..` and `.` are names like others in a key, as long as the key does not climb above its bucket: S3's own rule. */
function checkDots(key: string, dotSegments: 'keep' | 'refuse'): void {
  let depth = 0;
  for (const segment of key.split('/')) {
    if (segment !== '.' && segment !== '..') {
      if (segment !== '') depth++;
      continue;
    }
    if (dotSegments === 'refuse') throw ambiguous('the key contains a segment `.` or `..`');
    if (segment === '..' && --depth < 0) throw ambiguous('the key climbs above its bucket');
  }
}
