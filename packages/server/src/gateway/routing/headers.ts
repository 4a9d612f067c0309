import type { RequestHead } from '../../http/raw-request.ts';
import { headerValues } from '../../signature/canonical-request.ts';
import { ambiguous, malformed } from './unroutable.ts';

/** Headers that say what a request is; each may stand once. */
const deciding: ReadonlySet<string> = new Set(['authorization', 'content-encoding', 'content-length', 'content-type', 'date', 'host', 'smithy-protocol', 'transfer-encoding']);
/** Headers by which some servers take another method or path than the request line's. */
const overriding: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override', 'x-original-url', 'x-rewrite-url', 'x-original-uri']);

/** The headers of a request by name in lower case: none that matters is there twice, or under a name that some servers take
 * for it. */
export function readHeaders(head: RequestHead): ReadonlyMap<string, readonly string[]> {
  const headers = headerValues(head);
  for (const [name, values] of headers) {
    // Servers that speak CGI know no difference between `x_amz_target` and `x-amz-target`.
    const dashed = name.replaceAll('_', '-');
    const matters = deciding.has(dashed) || dashed.startsWith('x-amz-');
    if (matters && name !== dashed) throw ambiguous(`the header \`${name}\` could be taken for \`${dashed}\``);
    if (matters && values.length > 1) throw ambiguous(`the header \`${name}\` is there more than once`);
    if (overriding.has(dashed)) throw ambiguous(`the header \`${name}\` is not accepted: it says something else than the request line`);
    if (values.some((value) => /[\0\r\n]/.test(value))) throw malformed(`the header \`${name}\` contains a control character`);
  }
  return headers;
}

/** The media type of the body in lower case, without its parameters; empty where none is said. */
export function mediaType(headers: ReadonlyMap<string, readonly string[]>): string {
  const [type = '', ...parameters] = (headers.get('content-type')?.[0] ?? '').split(';');
  const charset = parameters.map((parameter) => parameter.trim().toLowerCase()).find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) throw ambiguous('the body is in another character set than UTF-8');
  return type.trim().toLowerCase();
}
