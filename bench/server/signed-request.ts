import { createHash, createHmac } from 'node:crypto';

export interface Key {
  readonly id: string;
  readonly secret: string;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The bytes of a signed POST of the query protocol, good for a quarter of an hour. */
export function signedRequest(key: Key, service: 'iam' | 'sts', port: number, form: Readonly<Record<string, string>>): Buffer {
  const body = new URLSearchParams(form).toString();
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = timestamp.slice(0, 8);
  const host = `127.0.0.1:${port}`;
  const type = 'application/x-www-form-urlencoded; charset=utf-8';
  const signedHeaders = 'content-type;host;x-amz-date';
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${timestamp}\n\n${signedHeaders}\n${hash(body)}`;
  const scope = `${date}/us-east-1/${service}/aws4_request`;
  const signing = hmac(hmac(hmac(hmac(`AWS4${key.secret}`, date), 'us-east-1'), service), 'aws4_request');
  const signature = hmac(signing, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`).toString('hex');
  return Buffer.from(
    `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: ${type}\r\nx-amz-date: ${timestamp}\r\n` +
      `authorization: AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
