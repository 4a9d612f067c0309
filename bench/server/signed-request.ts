import { createHash, createHmac } from 'node:crypto';

export interface Key {
  readonly id: string;
  readonly secret: string;
}

export interface Call {
  readonly service: string;
  readonly method: string;
  /** Path and query as they are sent and signed. */
  readonly target: string;
  /** In lower case; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What chunk signatures go on from. */
export interface SignedHead {
  /** The head with the empty line behind it. */
  readonly head: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly scope: string;
  readonly signingKey: Buffer;
}

export const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const hash = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** The head of a request to a port of this machine, signed, good for a quarter of an hour.
 * @param payloadHash what the signature says of the body
 * @param length of the body, in bytes */
export function signedHead(key: Key, port: number, { service, method, target, headers }: Omit<Call, 'body'>, payloadHash: string, length: number): SignedHead {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = timestamp.slice(0, 8);
  const all = Object.entries({ ...headers, host: `127.0.0.1:${port}`, 'x-amz-date': timestamp }).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = all.map(([name]) => name).join(';');
  const [path = '', query = ''] = target.split('?');
  const canonical = `${method}\n${path}\n${query}\n${all.map(([name, value]) => `${name}:${value}\n`).join('')}\n${names}\n${payloadHash}`;
  const scope = `${date}/us-east-1/${service}/aws4_request`;
  const signingKey = hmac(hmac(hmac(hmac(`AWS4${key.secret}`, date), 'us-east-1'), service), 'aws4_request');
  const signature = hmac(signingKey, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`).toString('hex');
  const lines = [...all, ['authorization', `AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${names}, Signature=${signature}`], ...(length > 0 || method !== 'GET' ? [['content-length', String(length)]] : [])];
  return { head: `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, signature, timestamp, scope, signingKey };
}

/** The bytes of a signed call with the hash of its body under the signature. */
export function signedCall(key: Key, port: number, call: Call): Buffer {
  const { head } = signedHead(key, port, call, call.headers['x-amz-content-sha256'] ?? hash(call.body), Buffer.byteLength(call.body));
  return Buffer.concat([Buffer.from(head), Buffer.from(call.body)]);
}

/** The bytes of a signed POST of the query protocol. */
export const signedRequest = (key: Key, service: 'iam' | 'sts', port: number, form: Readonly<Record<string, string>>): Buffer =>
  signedCall(key, port, { service, method: 'POST', target: '/', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: new URLSearchParams(form).toString() });

/** The same of Organizations' JSON protocol. */
export const signedJsonRequest = (key: Key, port: number, operation: string, input: object): Buffer =>
  signedCall(key, port, { service: 'organizations', method: 'POST', target: '/', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(input) });
