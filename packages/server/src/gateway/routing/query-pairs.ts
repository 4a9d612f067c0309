import { decodeForm } from './percent-decoding.ts';
import { ambiguous, malformed } from './unroutable.ts';

/** How many parameters a query or a form may have. */
const pairLimit = 10_000;

/** Parameters by name, with all their values in order. */
export type QueryPairs = ReadonlyMap<string, readonly string[]>;

/** Reads a query or a form. A raw semicolon separates parameters for some readers and not for others: it is refused. */
export function readPairs(text: string): QueryPairs {
  const pairs = new Map<string, string[]>();
  if (text === '') return pairs;
  if (text.includes(';')) throw ambiguous('the query contains a semicolon that is not encoded');
  const parts = text.split('&', pairLimit + 1);
  if (parts.length > pairLimit) throw malformed(`the request has more than ${pairLimit} parameters`);
  for (const part of parts) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decodeForm(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : decodeForm(part.slice(equals + 1));
    if (name.includes('\0') || value.includes('\0')) throw ambiguous('a parameter contains a NUL character');
    const held = pairs.get(name);
    if (held) held.push(value);
    else pairs.set(name, [value]);
  }
  return pairs;
}

/** What a presigned request says of its signature: no parameter of any operation. */
const presignNames: ReadonlySet<string> = new Set(['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-Security-Token', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Content-Sha256', 'X-Amz-User-Agent']);

const presignSpellings: ReadonlySet<string> = new Set(Array.from(presignNames, (name) => name.toLowerCase()));

/** Parameters without those of the signature, each of which may stand once, and in its own spelling. */
export function withoutSignature(pairs: QueryPairs): QueryPairs {
  const own = new Map<string, readonly string[]>();
  for (const [name, values] of pairs) {
    if (!presignSpellings.has(name.toLowerCase())) own.set(name, values);
    else if (!presignNames.has(name)) throw ambiguous(`the parameter \`${name}\` is almost one of a signature`);
    else if (values.length > 1) throw ambiguous(`the parameter \`${name}\` is there more than once`);
  }
  return own;
}

/** Signers of presigned requests move headers of AWS's own into the query, where S3 reads them as headers. */
export function moveHeaders(query: QueryPairs, headers: ReadonlyMap<string, readonly string[]>): { readonly query: QueryPairs; readonly headers: ReadonlyMap<string, readonly string[]> } {
  const left = new Map(query);
  const all = new Map(headers);
  for (const [name, values] of query) {
    const header = name.toLowerCase();
    if (!header.startsWith('x-amz-')) continue;
    if (values.length > 1 || all.has(header)) throw ambiguous(`\`${header}\` is there more than once`);
    left.delete(name);
    all.set(header, values);
  }
  return { query: left, headers: all };
}
