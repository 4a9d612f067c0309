import type { IncomingHttpHeaders } from 'node:http';

/** How much of an error is read. */
const looked = 64 << 10;

/** The error code in a service's answer, whatever its protocol is: only names are taken, so that nothing else of an answer shows
 * up in messages. */
export function refusalReason(headers: IncomingHttpHeaders, body: Uint8Array): string {
  const text = Buffer.from(body.subarray(0, looked)).toString('utf8');
  const named = headers['x-amzn-errortype'];
  const found =
    typeof named === 'string'
      ? named
      : (/"__type"\s*:\s*"([^"]{1,256})"/.exec(text)?.[1] ?? /<Code>([^<]{1,256})<\/Code>/.exec(text)?.[1] ?? /"[Cc]ode"\s*:\s*"([^"]{1,256})"/.exec(text)?.[1] ?? '');
  // `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException`, `ResourceNotFoundException:http://…`
  const name = (found.split(':', 1)[0] ?? '').replace(/^.*#/, '');
  return /^[A-Za-z0-9_.]{1,128}$/.test(name) ? name : '';
}
