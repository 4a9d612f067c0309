import { hash } from 'node:crypto';
import type { RequestHead } from '../http/raw-request.ts';
import { readOnce } from '../http/read-once.ts';
import { percentEncode } from '../wire/percent-encoding.ts';

/** How a service's clients write the path that they sign: S3's as it is sent, everybody else's normalised and encoded
 * once more. */
export type PathStyle = 'as-sent' | 'normalized';

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data);

/** The request in the one form that both sides sign. `undefined` where a part of it cannot be read.
 * @param signedHeaders lower case, in order
 * @param payloadHash hexadecimal, or `UNSIGNED-PAYLOAD` */
export function canonicalRequest(request: RequestHead, signedHeaders: readonly string[], payloadHash: string, style: PathStyle): string | undefined {
  const { path, query } = splitTarget(request.target);
  const canonicalQueryText = canonicalQuery(query);
  if (canonicalQueryText === undefined) return undefined;
  const headers = headerValues(request);
  let lines = '';
  for (const name of signedHeaders) lines += `${name}:${joined(headers.get(name) ?? [])}\n`;
  return `${request.method}\n${style === 'as-sent' ? path : canonicalPath(path)}\n${canonicalQueryText}\n${lines}\n${signedHeaders.join(';')}\n${payloadHash}`;
}

export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  // An absolute form (`http://host/path`) names the path behind the authority.
  const local = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : local.slice(mark + 1) };
}

/** Dot segments and empty segments removed, then every segment encoded again, as it was sent encoded once. */
function canonicalPath(path: string): string {
  if (path === '/') return '/';
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(percentEncode(segment));
  }
  return segments.length === 0 ? '/' : `/${segments.join('/')}${/\/(?:\.{1,2})?$/.test(path) ? '/' : ''}`;
}

/** Parameters decoded, encoded anew, and sorted; the signature itself is left out. */
function canonicalQuery(query: string): string | undefined {
  if (query === '') return '';
  const pairs: [name: string, value: string][] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : decode(part.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    if (name !== 'X-Amz-Signature') pairs.push([percentEncode(name), percentEncode(value)]);
  }
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Percent-decoding; `undefined` where it is broken. A plus is a space, as the parameters are read afterwards. */
export function decode(text: string): string | undefined {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

const joined = (values: readonly string[]): string => (values.length === 1 ? foldSpaces(values[0] ?? '') : values.map(foldSpaces).join(','));

function foldSpaces(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes('  ') ? trimmed.replace(/ {2,}/g, ' ') : trimmed;
}

/** The values of each header in the order of arrival, names in lower case. */
export const headerValues: (request: RequestHead) => ReadonlyMap<string, readonly string[]> = readOnce(({ headers }) => {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const held = values.get(key);
    if (held) held.push(value);
    else values.set(key, [value]);
  }
  return values;
});
