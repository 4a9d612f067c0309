import { listRoutedServices } from '@assent/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requirementsOf } from '../requirements/requirements-of.ts';
import { routeRequest } from './route-request.ts';
import type { HeadRouting, Routing } from './routing.ts';

const facts = { partition: 'aws', account: '111122223333' };
const signingNames = [...new Set(listRoutedServices().map(({ signingName }) => signingName))];
const targets = listRoutedServices().flatMap(({ target }) => (target === '' ? [] : [target]));

const authorization = (service: string): readonly [string, string] => [
  'authorization',
  `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host;x-amz-account-id;x-amz-copy-source;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
];

const piece = fc.oneof(
  fc.constantFrom('/', '//', '/..', '/.', '%2e', '%2E%2e', '%2F', '%2f', '%5c', '\\', '%00', '%', '%zz', '%ff', '%25', '+', ';', '#', '?', '&', '=', 'acl', 'tagging', 'versionId', 'uploads', 'delete', 'Action', 'Version', 'photos', 'v20180820', '2015-03-31', 'functions', 'invocations', 'x', ' ', '\u00fc', '\0'),
  fc.string({ maxLength: 4, unit: 'binary' }),
);
const target = fc.array(piece, { maxLength: 10 }).map((pieces) => `/${pieces.join('')}`);
const header = fc.oneof(
  fc.tuple(fc.constantFrom('host', 'Host'), fc.constantFrom('localhost', 's3.amazonaws.com', 'photos.s3.eu-west-1.amazonaws.com', 'sqs.eu-west-1.amazonaws.com', 'a..b', '[::1]', 'x:y', 'photos.localhost')),
  fc.tuple(fc.constantFrom('x-amz-target', 'X-Amz-Target', 'x_amz_target'), fc.oneof(fc.constantFrom(...targets).map((prefix) => `${prefix}.ListTables`), fc.constantFrom('DynamoDB_20120810.GetItem', 'AmazonSQS.SendMessage', '.', '__proto__.constructor', 'constructor'))),
  fc.tuple(fc.constant('content-type'), fc.constantFrom('application/x-amz-json-1.0', 'application/x-www-form-urlencoded', 'application/cbor', 'multipart/form-data', 'text/plain; charset=utf-16')),
  fc.tuple(fc.constantFrom('smithy-protocol', 'content-encoding', 'x-amz-copy-source', 'x-amz-account-id', 'x-http-method-override', 'expect'), fc.constantFrom('rpc-v2-cbor', 'gzip', 'aws-chunked', 'br', 'a/b', '111122223333', 'DELETE')),
  fc.tuple(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12, unit: 'binary' })),
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc.json().map((text) => Buffer.from(text)),
  fc.constantFrom('{"TableName":"t","TableName":"u"}', '{"__proto__":{"TableName":"t"}}', 'Action=ListQueues&Version=2012-11-05&__proto__.x=1', 'Action=constructor&Version=2012-11-05', '<Delete><Object><Key>a</Key></Object></Delete>', '<a><b></a></b>').map((text) => Buffer.from(text)),
);
const request = fc.record({ method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'get', 'TRACE', ''), target: fc.oneof(target, fc.string({ unit: 'binary' })), headers: fc.array(header, { maxLength: 6 }), service: fc.constantFrom(...signingNames, 'nothing'), signed: fc.boolean(), body });

const settle = (routing: HeadRouting, bytes: Uint8Array): Routing => (routing.outcome === 'body' ? routing.withBody(bytes) : routing);

describe('whatever is sent', () => {
  it('is a call or is refused; nothing is thrown', () => {
    fc.assert(
      fc.property(request, ({ method, target: sent, headers, service, signed, body: bytes }) => {
        const head = { method, target: sent, headers: [...headers, ...(signed ? [authorization(service)] : [])] };
        const routing = settle(routeRequest(head, { unsignedService: 's3' }), bytes);
        expect(['call', 'unroutable']).toContain(routing.outcome);
        if (routing.outcome === 'call') {
          try {
            expect(requirementsOf(routing.call, facts).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toMatchObject({ code: 'IncompleteCall' });
          }
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('no body alone is thrown at', () => {
    const heads: readonly (readonly [service: string, target: string, headers: readonly (readonly [string, string])[]])[] = [
      ['dynamodb', '/', [['x-amz-target', 'DynamoDB_20120810.TransactWriteItems'], ['content-type', 'application/x-amz-json-1.0']]],
      ['sqs', '/', [['content-type', 'application/x-www-form-urlencoded']]],
      ['ec2', '/', [['content-type', 'application/x-www-form-urlencoded']]],
      ['s3', '/photos?delete', []],
      ['monitoring', '/service/GraniteServiceVersion20100801/operation/PutMetricData', [['smithy-protocol', 'rpc-v2-cbor']]],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), body, ([service, path, headers], bytes) => {
        const routing = routeRequest({ method: 'POST', target: path, headers: [['host', 'localhost'], ['x-amz-date', '20260101T000000Z'], ...headers, authorization(service)] });
        if (routing.outcome !== 'body') throw new Error('the body is needed');
        expect(['call', 'unroutable']).toContain(routing.withBody(bytes).outcome);
      }),
      { numRuns: 5000 },
    );
  });
});

/** Percent-encodes what has to be, and of the rest what the flags say: every spelling that a client may choose. */
function spell(text: string, flags: readonly boolean[]): string {
  return [...Buffer.from(text)].map((byte, index) => (/[A-Za-z0-9_.~/-]/.test(String.fromCharCode(byte)) && flags[index % flags.length] !== true ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`)).join('');
}

describe("an object's key", () => {
  const key = fc.array(fc.oneof(fc.constantFrom('/', '.', '..', '%2F', '%', '?', '#', '&', '+', ';', '\\', ' ', 'a', 'ü', '🦊'), fc.string({ maxLength: 3, unit: 'grapheme' })), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')).filter((text) => text !== '' && text.isWellFormed());
  const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });

  it('is understood as it was meant, however it is spelled, or refused', () => {
    fc.assert(
      fc.property(key, flags, fc.boolean(), (text, spelling, virtual) => {
        const path = virtual ? `/${spell(text, spelling)}` : `/photos/${spell(text, spelling)}`;
        const routing = routeRequest({ method: 'GET', target: path, headers: [['host', virtual ? 'photos.s3.amazonaws.com' : 'localhost'], ['x-amz-date', '20260101T000000Z'], authorization('s3')] });
        if (routing.outcome === 'unroutable') {
          // Only what climbs out of the bucket, or holds a NUL.
          expect(text.split('/').includes('..') || text.includes('\0')).toBe(true);
          return;
        }
        expect(routing).toMatchObject({ outcome: 'call', call: { operation: 'GetObject', parameters: { Bucket: 'photos', Key: text } } });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a path of a REST service', () => {
  const segment = fc.array(fc.constantFrom('a', 'b', '/', '%2F', '..', '.', 'policy', 'invocations', 'functions', ':'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

  it('is one call to who decodes it first and to who divides it first, or refused', () => {
    fc.assert(
      fc.property(segment, fc.constantFrom('', '/policy', '/invocations', '/aliases'), (name, rest) => {
        const path = `/2015-03-31/functions/${name}${rest}`;
        const send = (sent: string): HeadRouting => routeRequest({ method: 'GET', target: sent, headers: [['host', 'localhost'], ['x-amz-date', '20260101T000000Z'], authorization('lambda')] });
        const routing = send(path);
        if (routing.outcome !== 'call') return;
        const decoded = send(decodeURIComponent(path));
        if (decoded.outcome === 'call') expect(decoded.call).toEqual(routing.call);
      }),
      { numRuns: 2000 },
    );
  });
});
