import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { canonicalRequest } from '../../../packages/server/src/signature/canonical-request.ts';
import { deriveSigningKey } from '../../../packages/server/src/signature/signing-key.ts';
import type { Key } from '../signed-request.ts';

/** A request of somebody who may do a little, and wants more: well signed, whatever it is. */
export interface HostileRequest {
  readonly service: 's3' | 'dynamodb' | 'lambda';
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** Headers that are signed. */
  readonly signed: readonly (readonly [name: string, value: string])[];
  /** Lines that were added behind the signature. */
  readonly lines: readonly string[];
  readonly body: string;
  readonly framing: Framing;
  /** What stands behind the request on the connection. */
  readonly behind: string;
  /** Bytes that were changed on the way: where, in parts of the whole, and to what. */
  readonly changed: readonly (readonly [at: number, byte: number])[];
}

type Framing = (body: string) => string;

const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** One of the usual values nine times in ten. */
const usually = <T>(usual: readonly T[], ...others: readonly T[]): fc.Arbitrary<T> => fc.oneof({ weight: 9, arbitrary: some(...usual) }, { weight: 1, arbitrary: some(...others) });
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> => usually([usual], ...others);

const plainPiece = some('public', 'private', 'photos', 'secret', 'a', 'b.txt', '/', '%20', '%C3%BC', '%2B', '@', ':', '~', "'", '*', '$', '!', '...');
const oddPiece = some('..', '.', '%2e%2e', '%2E', '.%2e', '//', '%2F', '%2f', '%5c', '\\', '%00', '%', '%zz', ';', ';x=1', '%3b', '+', '%252e', '%252F', '%c0%af', '%ff', 'ü', '"', '\t', '\u0000', ',', '%73', '%70ublic');
const piece = fc.oneof({ weight: 3, arbitrary: plainPiece }, { weight: 1, arbitrary: oddPiece });
const parameter = some('acl', 'tagging', 'tagging=', 'tagging=1', 'versionId=1', 'versionId=', 'versionid=1', 'list-type=2', 'prefix=public/', 'x-id=GetObject', 'x-id=DeleteObject', '%61cl', '%74agging', 'ACL', 'Tagging', 'tagging;acl', 'policy', 'uploads', 'delete', 'partNumber=1&uploadId=a', 'x-amz-copy-source=/private/k', 'x-amz-acl=public-read', 'X-Amz-Expires=1', 'X-Amz-Security-Token=t', 'response-content-type=text/html', 'Action=DeleteObject', 'method=DELETE', '_method=DELETE', '?', '#', '=', '', '%00', '%26acl', 'a=b%0d%0aHost:x');
const path = fc.tuple(
  mostly('/photos/public/', '/photos/public', '/photos', '/photos/', '/', '//photos/public/', '/./photos/public/', '/photos//public/', '/photos%2Fpublic%2F', '/%70hotos/public/', '/PHOTOS/public/', '/photos;x/public/', '\\photos\\public\\', 'http://127.0.0.1/photos/public/', 'http://private/photos/public/', '*', 'photos/public/'),
  fc.array(piece, { maxLength: 4 }),
);
const query = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(parameter, { minLength: 1, maxLength: 3 }) });
const target = fc.tuple(path, query).map(([[begin, pieces], parameters]) => `${begin}${pieces.join('')}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`);

const line = some(
  'Host: other.example.com', 'Host: private.s3.amazonaws.com', 'X-Amz-Target: DynamoDB_20120810.DeleteItem', 'X-Amz-Copy-Source: /private/k', 'x_amz_copy_source: /private/k', 'X-Amz-Acl: public-read', 'x_amz_acl: public-read', 'X-Amz-Tagging: a=b', 'X-HTTP-Method-Override: DELETE', 'X-HTTP-Method: DELETE', 'X-Method-Override: DELETE', 'X_HTTP_METHOD_OVERRIDE: DELETE', 'X-Original-URL: /private/k',
  'X-Rewrite-URL: /private/k', 'X-Forwarded-Host: private.s3.amazonaws.com', 'X-Forwarded-Prefix: /private', 'Content-Length: 3', 'Content-Length: 0', 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity', 'Content-Type: application/x-www-form-urlencoded', 'Content-Type: application/x-amz-json-1.1', 'Content-Encoding: gzip', 'X-Amz-Security-Token: t', 'Authorization: AWS4-HMAC-SHA256 x',
  'Expect: 100-continue', 'Expect: nothing', 'Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'Connection: close, X-Amz-Date', 'Connection: Authorization, Host, Content-Length', 'Connection: Content-Type, X-Amz-Target', 'Connection: Transfer-Encoding, X-Amz-Copy-Source', 'Connection: keep-alive', 'TE: trailers', 'Trailer: X-Amz-Acl', 'Range: bytes=0-1', 'A: b', 'A : b', 'A\t: b', ': b', ' folded', '\tfolded', 'A: \u0000', 'A: b\rX-Amz-Acl: public-read', 'Smithy-Protocol: rpc-v2-cbor', 'Host:', 'no colon',
);
const signedHeader = some<readonly [string, string]>(['x-amz-copy-source', '/photos/public/a'], ['x-amz-copy-source', 'photos/public/a'], ['x-amz-copy-source', '/private/k'], ['x-amz-copy-source', '/photos/public/../../private/k'], ['x-amz-copy-source', '/photos/public/secret'], ['x-amz-copy-source', '/photos/public/%73ecret'], ['x-amz-copy-source', '//photos/public/a'], ['x-amz-copy-source', '/photos/public/a?versionId=1'], ['x-amz-acl', 'public-read'], ['x-amz-tagging', 'a=b'], ['x-amz-target', 'DynamoDB_20120810.GetItem'], ['x-amz-meta-a', 'b'], ['content-type', 'application/x-amz-json-1.0'], ['x-amz-decoded-content-length', '3']);

const crlf = '\r\n';
const chunk = (size: string, body: string, last = '0\r\n\r\n'): string => `${size}${crlf}${body}${crlf}${last}`;
const hex = (body: string): string => body.length.toString(16);
const withChunks = (coding: string, write: Framing): Framing => (body) => `Transfer-Encoding: ${coding}${crlf}${crlf}${write(body)}`;
const plain: Framing = (body) => `Content-Length: ${body.length}${crlf}${crlf}${body}`;
const framings: readonly Framing[] = [
  (body) => `${crlf}${body}`,
  (body) => `Content-Length: ${body.length + 40}${crlf}${crlf}${body}`,
  (body) => `Content-Length: 0${crlf}${crlf}${body}`,
  (body) => `Content-Length: +${body.length}${crlf}${crlf}${body}`,
  (body) => `Content-Length: 0x${hex(body)}${crlf}${crlf}${body}`,
  (body) => `Content-Length: ${body.length}, ${body.length}${crlf}${crlf}${body}`,
  (body) => `Content-Length: ${body.length}${crlf}Content-Length: ${body.length}${crlf}${crlf}${body}`,
  (body) => `Content-Length: ${body.length}${crlf}Transfer-Encoding: chunked${crlf}${crlf}${chunk(hex(body), body)}`,
  (body) => `Transfer-Encoding: chunked${crlf}Content-Length: 4${crlf}${crlf}${chunk(hex(body), body)}`,
  (body) => `Transfer-Encoding : chunked${crlf}${crlf}${chunk(hex(body), body)}`,
  (body) => `Transfer-Encoding: chunked${crlf}Transfer-Encoding: identity${crlf}${crlf}${chunk(hex(body), body)}`,
  ...['chunked', 'Chunked', 'chunked, chunked', 'gzip, chunked', 'chunked, identity', '\tchunked', 'xchunked', 'chunked;q=1', '"chunked"', 'identity'].map((coding) => withChunks(coding, (body) => (body === '' ? '0\r\n\r\n' : chunk(hex(body), body)))),
  ...[(body: string) => chunk(`${hex(body)};a=b`, body), (body: string) => chunk(`${hex(body)};a="\r\n0\r\n\r\n"`, body), (body: string) => chunk(`0${hex(body)}`, body), (body: string) => chunk(`0x${hex(body)}`, body), (body: string) => chunk(`${hex(body)} `, body), (body: string) => chunk(`${hex(body)}\n`, body), (body: string) => chunk(`-${hex(body)}`, body), (body: string) => chunk(`fffffffffffffff${hex(body)}`, body), (body: string) => chunk(hex(body), body, '0\r\nX-Amz-Acl: public-read\r\nHost: x\r\n\r\n'), (body: string) => chunk(hex(body), body, '0\r\n')].map((write) => withChunks('chunked', write)),
];
const behind = mostly('', 'GET /photos/private/k HTTP/1.1\r\nHost: localhost\r\n\r\n', 'DELETE /photos/public/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n', '0\r\n\r\nGET /photos/private/k HTTP/1.1\r\nHost: localhost\r\n\r\n', 'G', '\r\n\r\n', '\u0000');
const common = { version: mostly('HTTP/1.1', 'HTTP/1.0', 'HTTP/1.2', 'http/1.1', 'HTTP/0.9'), lines: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(line, { maxLength: 3 }) }), behind, changed: mostly<readonly (readonly [number, number])[]>([], [[0.1, 32]], [[0.2, 10]], [[0.5, 0]], [[0.3, 13]], [[0.9, 255]], [[0.05, 47]]) };

const toS3 = fc.record({ ...common, service: fc.constant('s3' as const), method: usually(['GET', 'GET', 'PUT', 'HEAD'], 'DELETE', 'POST', 'PATCH', 'OPTIONS', 'get', 'Get', 'TRACE', 'CONNECT', 'PROPFIND', 'GET\t'), target, signed: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(signedHeader, { maxLength: 2 }) }), body: mostly('', 'hello', 'GET /photos/private/k HTTP/1.1\r\nHost: x\r\n\r\n'), framing: mostly<Framing>(plain, ...framings) });

const tables = usually(['{"TableName":"Orders"}', '{"TableName":"Orders","Key":{"id":{"S":"1"}}}'], '{"TableName":"Payments"}', '{"TableName":"Orders","TableName":"Payments"}', '{"TableName":"Payments","TableName":"Orders"}', '{"TableName":"Orders","\\u0054ableName":"Payments"}', '{"TableName":"arn:aws:dynamodb:us-east-1:123456789012:table/Orders"}', '{"TableName":"arn:aws:dynamodb:us-east-1:123456789012:table/Payments"}', '{"tablename":"Payments","TableName":"Orders"}', '\ufeff{"TableName":"Orders"}', '{"TableName":"Orders"}{"TableName":"Payments"}', '{"TableName":"Orders"} // x', '[{"TableName":"Orders"}]', '{"TableName":["Orders"]}', '{"TableName":null}', '{}', '', '{"__proto__":{"TableName":"Payments"},"TableName":"Orders"}', '{"TableName":"Orders\\u0000"}', '{"TableName":"../Payments"}', "{'TableName':'Orders'}", '{"TableName":"Orders",}');
const toDynamo = fc
  .record({ ...common, service: fc.constant('dynamodb' as const), method: mostly('POST', 'GET', 'PUT', 'post'), target: mostly('/', '//', '/?', '/?Action=DeleteItem', '/x', '/./', '/%2e', '*'), body: tables, framing: mostly<Framing>(plain, ...framings), named: usually(['DynamoDB_20120810.GetItem', 'DynamoDB_20120810.Query'], 'DynamoDB_20120810.DeleteItem', 'DynamoDB_20111205.GetItem', 'dynamodb_20120810.getitem', 'DynamoDB_20120810.GetItem, DynamoDB_20120810.DeleteItem', 'DynamoDB_20120810..GetItem', 'GetItem', 'DynamoDB_20120810.GetItem.DeleteItem', 'DynamoDBStreams_20120810.GetRecords'), type: mostly('application/x-amz-json-1.0', 'application/x-amz-json-1.1', 'application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/x-amz-json-1.0; charset=utf-16') })
  .map(({ named, type, ...rest }): HostileRequest => ({ ...rest, signed: [['x-amz-target', named], ['content-type', type]] }));

const functionPath = fc.tuple(
  mostly('/2015-03-31/functions/', '/2015-03-31/functions', '//2015-03-31/functions/', '/2015-03-31//functions/', '/2015-03-31/functions/closed/../', '/2015-03-31/functions/closed/%2e%2e/', '/2015-03-31%2Ffunctions/', '/2015-03-31/%66unctions/', '/2015-03-31/x/../functions/', '/2015-03-31;x/functions/', '/2014-11-13/functions/'),
  usually(['open', 'open-more', 'arn:aws:lambda:us-east-1:123456789012:function:open'], 'open-secret', 'open%2Dsecret', 'closed', 'open/', 'open%2Fpolicy', 'open%2F..%2Fclosed', 'open/../closed', 'open%5c..%5cclosed', 'open:1', 'open%3A1', 'arn:aws:lambda:us-east-1:123456789012:function:closed', '123456789012:function:closed', 'us-east-1:123456789012:function:open', 'open;x', 'open%3Bx', 'open%00', 'open+', 'OPEN', '%6fpen', 'open%2500', '', '.', '..'),
  usually(['/invocations', ''], '/', '/policy', '/code', '/configuration', '//invocations', '/%69nvocations', '/./invocations', '/invocations/', '/invocations/../policy', '%2Finvocations', '/invocations%2F', '/invocations;x', '/Invocations', '/invoke-async', '/response-streaming-invocations'),
  mostly('', '?Qualifier=1', '?Qualifier=1&Qualifier=2', '?qualifier=1', '?Qualifier=', '?Action=DeleteFunction', '?X=1', '?'),
);
const toLambda = fc.record({ ...common, service: fc.constant('lambda' as const), method: usually(['POST', 'GET'], 'DELETE', 'PUT', 'HEAD', 'post'), target: functionPath.map((parts) => parts.join('')), signed: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(signedHeader, { maxLength: 1 }) }), body: mostly('{}', '', 'GET /2015-03-31/functions/closed HTTP/1.1\r\nHost: x\r\n\r\n'), framing: mostly<Framing>(plain, ...framings) });

export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.oneof({ weight: 3, arbitrary: toS3 }, { weight: 1, arbitrary: toDynamo }, { weight: 1, arbitrary: toLambda });

/** The bytes of a request, signed as its sender would. */
export function bytesOf(request: HostileRequest, host: string, key: Key, now: Date): Buffer {
  const { service, method, target, version, signed, lines, body, framing, behind: rest, changed } = request;
  const timestamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const content = Buffer.from(body).toString('latin1');
  const hash = service === 's3' ? 'UNSIGNED-PAYLOAD' : createHash('sha256').update(content, 'latin1').digest('hex');
  const headers: readonly (readonly [string, string])[] = [['host', host], ['x-amz-date', timestamp], ...(service === 's3' ? [['x-amz-content-sha256', hash] as const] : []), ...signed];
  const names = [...new Set(headers.map(([name]) => name))].sort();
  const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service };
  const canonical = canonicalRequest({ method, target, headers }, names, hash, service === 's3' ? 'as-sent' : 'normalized') ?? '';
  const text = `AWS4-HMAC-SHA256\n${timestamp}\n${scope.date}/us-east-1/${service}/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`;
  const signature = createHmac('sha256', deriveSigningKey(key.secretAccessKey, scope)).update(text).digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope.date}/us-east-1/${service}/aws4_request, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const head = [`${method} ${target} ${version}`, ...headers.map(([name, value]) => `${name}: ${value}`), `authorization: ${authorization}`, ...lines];
  const bytes = Buffer.from(`${head.join(crlf)}${crlf}${framing(content)}${rest}`, 'latin1');
  for (const [at, byte] of changed) bytes[Math.floor(at * bytes.length)] = byte;
  return bytes;
}
