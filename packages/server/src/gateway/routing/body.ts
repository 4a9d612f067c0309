import { gunzipSync } from 'node:zlib';
import { ambiguous, malformed, Unroutable } from './unroutable.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a body as its operation means them.
 * @param limit bytes, before and behind decompression */
export function readBody(body: Uint8Array, encoding: string | undefined, limit: number): Uint8Array {
  if (body.length > limit) throw new Unroutable('tooLarge', `the body is larger than ${limit} bytes`);
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
      return gunzip(body, limit);
    default:
      throw ambiguous(`the body has the content encoding \`${encoding?.slice(0, 64)}\``);
  }
}

function gunzip(body: Uint8Array, limit: number): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof RangeError) throw new Unroutable('tooLarge', `the body is larger than ${limit} bytes`);
    throw malformed('the body is not gzip');
  }
}

export function textOfBody(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch {
    throw malformed('the body is not UTF-8');
  }
}
