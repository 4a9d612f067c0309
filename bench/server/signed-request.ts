import { createHash, createHmac } from 'node:crypto';

export interface Key {
  readonly id: string;
  readonly secret: string;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The bytes of a signed POST of the query protocol, good for a quarter of an hour. */
export const signedRequest = (key: Key, service: 'iam' | 'sts', port: number, form: Readonly<Record<string, string>>): Buffer =>
  signedPost(key, service, port, 'application/x-www-form-urlencoded; charset=utf-8', new URLSearchParams(form).toString(), undefined);

/** The same of the JSON protocol. */
export const signedJsonRequest = (key: Key, port: number, operation: string, input: object): Buffer =>
  signedPost(key, 'organizations', port, 'application/x-amz-json-1.1', JSON.stringify(input), `AWSOrganizationsV20161128.${operation}`);

function signedPost(key: Key, service: string, port: number, type: string, body: string, target: string | undefined): Buffer {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = timestamp.slice(0, 8);
  const host = `127.0.0.1:${port}`;
  const signedHeaders = `content-type;host;x-amz-date${target === undefined ? '' : ';x-amz-target'}`;
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${timestamp}\n${target === undefined ? '' : `x-amz-target:${target}\n`}\n${signedHeaders}\n${hash(body)}`;
  const scope = `${date}/us-east-1/${service}/aws4_request`;
  const signing = hmac(hmac(hmac(hmac(`AWS4${key.secret}`, date), 'us-east-1'), service), 'aws4_request');
  const signature = hmac(signing, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`).toString('hex');
  return Buffer.from(
    `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: ${type}\r\nx-amz-date: ${timestamp}\r\n` +
      `${target === undefined ? '' : `x-amz-target: ${target}\r\n`}authorization: AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
