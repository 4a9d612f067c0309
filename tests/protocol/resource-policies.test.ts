import { CreateUserCommand, DeleteUserCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../clients/aws-clients.ts';
import { startUpstream } from '../gateway/upstream-server.ts';
import type { UpstreamServer } from '../gateway/upstream-server.ts';
import { LocalServer } from './local-server.ts';

const other = '210987654321';
const bucket = 'arn:aws:s3:::photos';
const queue = `arn:aws:sqs:eu-west-1:${account}:jobs`;
const secret = `arn:aws:secretsmanager:eu-west-1:${account}:secret:db`;
const letting = (principal: unknown, action = 's3:GetObject', resource = `${bucket}/*`): string => JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: principal, Action: action, Resource: resource } });

let server: LocalServer;
let upstream: UpstreamServer;
beforeAll(async () => {
  upstream = await startUpstream((_request, response) => void response.end('content'));
  server = await LocalServer.start({ standaloneAccounts: [other], upstreams: { '*': { url: upstream.url } } });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly error?: { readonly code: string; readonly message: string } };
}

async function ask(method: string, arn: string | undefined, body?: object | string, token = server.adminToken): Promise<Answer> {
  const query = arn === undefined ? '' : `?arn=${encodeURIComponent(arn)}`;
  const response = await fetch(`${server.adminUrl}/resource-policies${query}`, { method, headers: { authorization: `Bearer ${token}` }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const put = (arn: string, policy: string, rest: object = {}) => ask('PUT', arn, { policy, ...rest });

describe('a policy that is put by the admin interface', () => {
  const theirs = () => {
    const { accessKeyId, secretAccessKey } = server.rootOf(other);
    return new S3Client({ endpoint: server.url, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1, forcePathStyle: true });
  };

  it('takes part in decisions from then on, until it is deleted', async () => {
    const get = () => theirs().send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }));
    await expect(get()).rejects.toMatchObject({ name: 'AccessDenied' });
    const policy = letting({ AWS: other });
    expect(await put(bucket, policy, { owner: account, tags: { team: 'blue' } })).toEqual({ status: 200, body: { arn: bucket, owner: account, hasPolicy: true, public: false } });
    await get();
    expect(await ask('GET', bucket)).toEqual({ status: 200, body: { arn: bucket, owner: account, hasPolicy: true, public: false, policy, tags: { team: 'blue' } } });
    expect(await ask('DELETE', bucket)).toEqual({ status: 200, body: { arn: bucket, owner: account, hasPolicy: false, public: false } });
    await expect(get()).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await ask('GET', bucket)).toMatchObject({ body: { policy: null, tags: { team: 'blue' } } });
    expect(await ask('DELETE', bucket)).toMatchObject({ status: 404, body: { error: { code: 'not-found', message: `\`${bucket}\` has no policy` } } });
  });

  it('is listed with those of all resources, sorted, and whether it is public (R11.19)', async () => {
    await put('arn:aws:s3:::a-public-one', letting('*', 's3:GetObject', 'arn:aws:s3:::a-public-one/*'), { owner: other });
    await put(queue, letting({ AWS: other }, 'sqs:SendMessage', queue));
    const { body } = await ask('GET', undefined);
    expect(body['resources']).toEqual([
      { arn: 'arn:aws:s3:::a-public-one', owner: other, hasPolicy: true, public: true },
      { arn: bucket, owner: account, hasPolicy: false, public: false },
      { arn: queue, owner: account, hasPolicy: true, public: false },
    ]);
    await ask('DELETE', queue);
  });

  it('means the user who is there, and no namesake (R7.3)', async () => {
    const arn = `arn:aws:iam::${account}:user/ana`;
    await server.iam().send(new CreateUserCommand({ UserName: 'ana' }));
    await put(queue, letting({ AWS: arn }, 'sqs:*', queue));
    expect((await ask('GET', queue)).body['policy']).toContain(arn);
    await server.iam().send(new DeleteUserCommand({ UserName: 'ana' }));
    expect((await ask('GET', queue)).body['policy']).toMatch(/"AWS":"AIDA[A-Z2-7]{17}"/);
  });

  it('finds a secret without the end of its ARN', async () => {
    const policy = letting('*', 'secretsmanager:GetSecretValue', '*');
    await put(`${secret}-AbCdEf`, policy);
    expect(await ask('GET', secret)).toMatchObject({ status: 200, body: { arn: `${secret}-AbCdEf` } });
    expect(await put(secret, policy)).toMatchObject({ body: { arn: `${secret}-AbCdEf` } });
  });

  it.each<[what: string, arn: string, body: object | string, message: string | RegExp]>([
    ['no JSON', bucket, '{', 'the request body must be JSON'],
    ['no policy', bucket, {}, 'policy must be a text'],
    ['a policy that is not text', bucket, { policy: {} }, 'policy must be a text'],
    ['a policy that is no JSON', bucket, { policy: '{\n  "Version": 1,\n' }, /^line \d, column \d+: the policy is none: /],
    ['a policy that is none', bucket, { policy: '{"Version":"2012-10-17",\n"Statement":[{"Effect":"Maybe"}]}' }, /^line 2, column \d+: the policy is none: .*Effect/],
    ['a statement about nobody', queue, { policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' }, /Principal/],
    ['a user who does not exist (R13.9)', queue, { policy: `{"Statement":{"Effect":"Allow","Principal":\n{"AWS":"arn:aws:iam::${account}:user/nobody"},"Action":"*","Resource":"*"}}` }, `line 2, column 8: there is no principal \`arn:aws:iam::${account}:user/nobody\` (AWS): make it first, or name its account`],
    ['actions that the bucket does not know (R13.5)', bucket, { policy: letting('*', 's3:GetObject', bucket) }, /^s3 refuses the policy: Action does not apply to any resource\(s\) in statement \(MalformedPolicy\)$/],
    ['more than a queue takes (R11.23)', queue, { policy: JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: Array.from({ length: 8 }, (_, index) => `sqs:A${index}`), Resource: queue } }) }, 'sqs refuses the policy: Invalid value for the parameter Policy. (InvalidAttributeValue)'],
    ['a key that nobody could change any more (R11.14)', `arn:aws:kms:eu-west-1:${account}:key/k`, { policy: letting({ AWS: other }, 'kms:Decrypt', '*') }, /^kms refuses the policy: The new key policy will not allow you to update the key policy in the future\. \(MalformedPolicyDocumentException\)$/],
    ['a bucket of nobody', 'arn:aws:s3:::nobodys', { policy: letting('*') }, 'the ARN does not say whose `arn:aws:s3:::nobodys` is: name its owner, an account of 12 digits'],
    ['an owner that is no account', 'arn:aws:s3:::nobodys', { policy: letting('*'), owner: 'me' }, 'owner must be the 12 digits of an account, and is `me`'],
    ['another owner than is known', bucket, { policy: letting('*'), owner: other }, `\`${bucket}\` is ${account}'s, and not ${other}'s`],
    ['another owner than the ARN says', queue, { policy: letting('*'), owner: other }, `\`${queue}\` is ${account}'s, and not ${other}'s`],
    ['tags that are none', queue, { policy: letting('*', 'sqs:*', queue), tags: { a: 1 } }, 'tags must be an object of at most 50 texts, keys of 1 to 128 and values of at most 256 characters'],
    ['what is no ARN', 'photos', { policy: letting('*') }, '`photos` is no ARN of a resource'],
    ['an object', `${bucket}/k`, { policy: letting('*') }, `\`${bucket}/k\` has no policy of its own: that of \`${bucket}\` is the one`],
    ['a pattern', 'arn:aws:s3:::*', { policy: letting('*') }, '`arn:aws:s3:::*` can have no policy: name one bucket, queue, topic, function, key, or the like'],
    ['an alias of a key (R11.12)', `arn:aws:kms:eu-west-1:${account}:alias/a`, { policy: letting('*') }, /can have no policy/],
  ])('is refused with %s', async (_, arn, body, message) => {
    const answer = await ask('PUT', arn, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
    expect(answer.body.error?.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('is for who holds the admin token, and for nobody else', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) expect(await ask(method, bucket, method === 'PUT' ? { policy: letting('*'), owner: account } : undefined, 'x'.repeat(43))).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
    expect(await ask('GET', undefined, undefined, 'wrong')).toMatchObject({ status: 401 });
    const open = await fetch(`${server.adminUrl}/resource-policies`);
    expect([open.status, open.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await ask('GET', bucket)).toMatchObject({ body: { hasPolicy: false } });
  });

  it('is asked for in one way', async () => {
    expect(await ask('POST', bucket, {})).toMatchObject({ status: 405, body: { error: { message: '/resource-policies takes GET, PUT, DELETE' } } });
    expect(await ask('DELETE', undefined)).toMatchObject({ status: 400, body: { error: { message: 'name the resource: /resource-policies?arn=ARN' } } });
    expect(await ask('GET', 'arn:aws:s3:::unheard-of')).toMatchObject({ status: 404, body: { error: { message: 'nothing is known of `arn:aws:s3:::unheard-of`' } } });
    for (const query of ['?name=x', `?arn=${bucket}&arn=${bucket}`, '?arn=%ZZ']) {
      const response = await fetch(`${server.adminUrl}/resource-policies${query}`, { headers: { authorization: `Bearer ${server.adminToken}` } });
      expect([response.status, await response.json()]).toEqual([400, { error: { code: 'invalid-request', message: 'the query must be arn=ARN, percent-encoded, or absent' } }]);
    }
    expect((await fetch(`${server.adminUrl}/resource-policies/x`, { headers: { authorization: `Bearer ${server.adminToken}` } })).status).toBe(404);
  });
});
