import type { RequestHead } from '../../http/raw-request.ts';

type Header = readonly [name: string, value: string];

/** Headers that are about one connection and not about the request (RFC 9110, 7.6.1); the next connection has its own. */
const hopByHop: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']);
/** What a client says of how it was forwarded: an upstream would believe it of the gate. The gate has answered `Expect`. */
const notPassed: ReadonlySet<string> = new Set(['expect', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto', 'x-forwarded-prefix', 'x-forwarded-server', 'x-real-ip']);

/** What the call was understood by stays, whatever `Connection` says of it. */
const decides = /^(?:x-amz-.*|content-.*|host|authorization|date|smithy-protocol)$/;

/** Headers in their order and spelling, without those of the connection. */
export function endToEnd(headers: readonly Header[]): readonly Header[] {
  const named = new Set(headers.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.split(',').map((each) => each.trim().toLowerCase())));
  return headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !hopByHop.has(lower) && (!named.has(lower) || decides.test(lower));
  });
}

/** Whether a name may stand behind a body (RFC 9110, 6.5.1): some servers take trailers for headers, and what a header decides was
 * decided before the body. */
export function isTrailer(name: string): boolean {
  const dashed = name.toLowerCase().replaceAll('_', '-');
  const decides = /^(?:host|authorization|date|cookie|expect|range|smithy-protocol|content-.*|if-.*|x-http-method.*|x-method-override|x-original-ur[il]|x-rewrite-url)$/.test(dashed) || (dashed.startsWith('x-amz-') && !dashed.startsWith('x-amz-checksum-'));
  return !decides && !hopByHop.has(dashed) && !notPassed.has(dashed);
}

/** The head that goes upstream: method, path, query and headers as received, with the upstream's own name as host.
 * @param bucket of an S3 call that names it in the host: it goes to the front of the path, where every S3 store reads it, since
 * what an upstream takes a foreign host for is not known */
export function forwardedHead(head: RequestHead, host: string, bucket: string | undefined): RequestHead {
  const headers = endToEnd(head.headers).filter(([name]) => !notPassed.has(name.toLowerCase()));
  return {
    method: head.method,
    target: bucket === undefined ? head.target : `/${bucket}${head.target}`,
    headers: headers.map(([name, value]): Header => (name.toLowerCase() === 'host' ? [name, host] : [name, value])),
  };
}

/** Pairs of a flat list, as node keeps them. */
export function headerPairs(raw: readonly string[]): readonly Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return pairs;
}

export const withHeaders = (headers: readonly Header[], set: Readonly<Record<string, string | undefined>>): readonly Header[] => [
  ...headers.filter(([name]) => !Object.hasOwn(set, name.toLowerCase())),
  ...Object.entries(set).flatMap(([name, value]): Header[] => (value === undefined ? [] : [[name, value]])),
];
