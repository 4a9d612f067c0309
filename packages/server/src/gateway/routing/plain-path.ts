import { decodePath } from './percent-decoding.ts';
import { ambiguous } from './unroutable.ts';

/** The path of a request to a service other than S3 in the readings that servers have of it: as it stands, and decoded before it
 * is taken apart. What a server would normalise is refused: dot segments, empty segments, backslashes, path parameters. */
export function pathReadings(path: string): readonly [asSent: string, decoded: string] {
  if (path.includes(';')) throw ambiguous('the path contains a semicolon that is not encoded');
  const decoded = decodePath(path);
  for (const reading of [path, decoded]) {
    if (reading.includes('\\')) throw ambiguous('the path contains a backslash');
    if (/\/\.{1,2}(?:\/|$)/.test(reading)) throw ambiguous('the path contains a segment `.` or `..`');
  }
  if (path.includes('//')) throw ambiguous('the path contains an empty segment');
  return [path, decoded];
}
