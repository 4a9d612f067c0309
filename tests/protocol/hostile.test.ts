import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { account, failure, rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await LocalServer.start();
});
afterEach(async () => {
  // Whatever came, the server still answers, and nothing failed within it.
  expect((await server.sts().send(new GetCallerIdentityCommand({}))).Account).toBe(account);
  expect(server.faults).toEqual([]);
});
afterAll(() => server.close());

const host = (): string => new URL(server.url).host;

/** A request of the query protocol, signed with the root's key. */
async function signed(body: string, service = 'iam', headers: Readonly<Record<string, string>> = {}) {
  const signer = new SignatureV4({ service, region: 'us-east-1', credentials: rootKey, sha256: Sha256 });
  const [hostname = '', port = ''] = host().split(':');
  const request = await signer.sign({ method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', query: {}, headers: { host: host(), 'content-type': 'application/x-www-form-urlencoded', ...headers }, body });
  return fetch(server.url, { method: 'POST', headers: request.headers, body });
}

const code = (text: string): string | undefined => /<Code>(\w+)<\/Code>/.exec(text)?.[1];

describe('a request that no client sends', () => {
  it.each([
    ['no action', '', 'MissingAction', 400],
    ['an action without a version', 'Action=ListUsers', 'InvalidAction', 400],
    ['a version of another time', 'Action=ListUsers&Version=2011-06-15', 'InvalidAction', 400],
    ['an action that nobody has', 'Action=Frobnicate&Version=2010-05-08', 'InvalidAction', 400],
    ['an action of another service', 'Action=AssumeRole&Version=2010-05-08', 'InvalidAction', 400],
    ['an action named like a property of every object', 'Action=constructor&Version=2010-05-08', 'InvalidAction', 400],
    ['an escape that is none', 'Action=ListUsers&Version=2010-05-08&PathPrefix=%zz', 'MalformedQueryString', 400],
    ['an escape that is not UTF-8', 'Action=ListUsers&Version=2010-05-08&PathPrefix=%ff', 'MalformedQueryString', 400],
    ['a name that is far too deep', `Action=ListUsers&Version=2010-05-08&${'a.'.repeat(1000)}b=1`, 'MalformedQueryString', 400],
    ['a great many parameters', `Action=ListUsers&Version=2010-05-08${'&a=1'.repeat(20_000)}`, 'MalformedQueryString', 400],
    ['a number that is none', 'Action=ListUsers&Version=2010-05-08&MaxItems=many', 'ValidationError', 400],
    ['a member of a list named like a prototype', 'Action=TagUser&Version=2010-05-08&UserName=u&Tags.member.__proto__.Key=k', 'NoSuchEntity', 404],
  ])('with %s is refused with a word (R20.13)', async (_what, body, expected, status) => {
    const answer = await signed(body);
    const text = await answer.text();
    expect([code(text), answer.status], text).toEqual([expected, status]);
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(text).toContain(`<RequestId>${answer.headers.get('x-amzn-requestid')}</RequestId>`);
  });

  it('with a body over the limit is refused, and its connection closed', async () => {
    const body = 'a'.repeat(2 << 20);
    const answer = await server.raw(`POST / HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('<Code>RequestEntityTooLarge</Code>');
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('with headers over the limit is refused', async () => {
    expect(await server.raw(`GET / HTTP/1.1\r\nHost: ${host()}\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('with a length of its own making is refused or closed, never taken for two requests', async () => {
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
    const answer = await server.raw(`POST / HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: ${smuggled.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('of arbitrary bytes gets an HTTP error or a closed connection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.string({ unit: fc.constantFrom('\r', '\n', ' ', ':', '/', 'G', 'E', 'T', 'HTTP/1.1', '\0', 'é', '%', '?') }).map((text) => Buffer.from(text))), async (bytes) => {
        const answer = await server.raw(Buffer.concat([bytes, Buffer.from('\r\n\r\n\r\n\r\n')]));
        expect(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), answer).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('of arbitrary form parameters, well signed, gets an answer of the protocol', async () => {
    const name = fc.constantFrom('Action', 'Version', 'UserName', 'Tags.member.1.Key', 'Tags.member.1', 'Tags', 'Tags.member.1.Key.x', 'MaxItems', 'Marker', 'PolicyDocument', '.', '', '..', '__proto__', 'PathPrefix');
    const value = fc.constantFrom('ListUsers', 'TagUser', 'PutUserPolicy', 'CreateUser', '2010-05-08', '', '%00', '1', '-1', '1e9', '%F0%9F%8E%88', '{"Version":"2012-10-17"}', 'a+b');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 12 }), async (pairs) => {
        const answer = await signed(pairs.map(([key, held]) => `${key}=${held}`).join('&'));
        const text = await answer.text();
        expect(answer.status, text).toBeLessThan(500);
        expect(text).toMatch(/^(<\?xml[^>]*>\s*)?<(ErrorResponse|\w+Response) xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/">/);
      }),
      { numRuns: 60 },
    );
  });

  it('to another path or with another method is refused', async () => {
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(403);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) expect((await fetch(server.url, { method })).status, method).toBe(403);
  });
});

describe('a document that is meant to harm', () => {
  it.each([
    ['nested 100,000 deep', `{"Version":"2012-10-17","Statement":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['named like prototypes', '{"Version":"2012-10-17","__proto__":{"Statement":[]},"constructor":1}'],
    ['with a NUL', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*\\u0000","Resource":"*"}]}'],
    ['of nothing but escapes', `"${'\\u0041'.repeat(10_000)}"`],
  ])('%s is refused in AWS\'s words', async (_what, PolicyDocument) => {
    await server.iam().send(new CreateUserCommand({ UserName: 'victim' })).catch(() => undefined);
    const { code: refused } = await failure(server.iam().send(new PutUserPolicyCommand({ UserName: 'victim', PolicyName: 'p', PolicyDocument })));
    expect(refused).toMatch(/^(MalformedPolicyDocument|ValidationError|LimitExceeded)/);
  });
});
