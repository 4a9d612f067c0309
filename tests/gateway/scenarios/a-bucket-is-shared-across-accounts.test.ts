import { DeleteUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, DeleteBucketPolicyCommand, DeleteObjectCommand, DeletePublicAccessBlockCommand, GetBucketPolicyCommand, GetObjectCommand, ListObjectsV2Command, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, allow, failure, policy, rootKey } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { userOf } from '../../protocol/organization.ts';
import { hasMoto, startMoto } from '../real-upstreams/moto.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { Wire } from '../signed-request.ts';
import { clientOf } from './scenario.ts';

const partner = '210987654321';
const reading = allow('s3:GetObject', 'arn:aws:s3:::shared/*');
/** What another account's caller is told: nothing (R12.6). */
const denied = { code: 'AccessDenied', status: 403, message: 'Access Denied' };

describe.runIf(hasMoto)("a bucket shared across accounts by its policy (needs moto's server)", { timeout: 60_000 }, () => {
  let upstream: RealUpstream;
  let server: LocalServer;
  let owner: S3Client;
  let ben: Credentials;
  let cleo: Credentials;

  const client = (as: Credentials): S3Client => new S3Client({ ...clientOf(server, as), forcePathStyle: true });
  const read = (as: Credentials) => client(as).send(new GetObjectCommand({ Bucket: 'shared', Key: 'report.txt' })).then(({ Body }) => Body?.transformToString());
  const share = (Principal: object | '*', ...more: readonly object[]) => owner.send(new PutBucketPolicyCommand({ Bucket: 'shared', Policy: policy({ ...reading, Principal }, ...more) }));
  const partnerIam = () => server.iam(server.rootOf(partner));

  beforeAll(async () => {
    upstream = await startMoto();
    server = await LocalServer.start({ standaloneAccounts: [partner], upstreams: { s3: { url: upstream.url } } });
    owner = client(rootKey);
    await owner.send(new CreateBucketCommand({ Bucket: 'shared' }));
    await owner.send(new PutObjectCommand({ Bucket: 'shared', Key: 'report.txt', Body: 'the report' }));
    ben = await userOf(server, server.rootOf(partner), 'ben', reading);
    cleo = await userOf(server, rootKey, 'cleo');
  }, 60_000);
  beforeEach(async () => {
    await partnerIam().send(new PutUserPolicyCommand({ UserName: 'ben', PolicyName: 'p', PolicyDocument: policy(reading) }));
    await owner.send(new DeleteBucketPolicyCommand({ Bucket: 'shared' }));
  });
  afterAll(async () => {
    await server.close();
    await upstream.close();
    expect(server.faults).toEqual([]);
  });

  it('is read by a user of the other account whom it names, and who may by his own account (R8.7)', async () => {
    await share({ AWS: `arn:aws:iam::${partner}:user/ben` });
    expect(await read(ben)).toBe('the report');
  });

  it('is read by whom the other account lets, where it names the account', async () => {
    await share({ AWS: partner });
    expect(await read(ben)).toBe('the report');
  });

  it('is closed without the policy of the bucket, and as soon as that is gone', async () => {
    expect(await failure(read(ben))).toEqual(denied);
    await share({ AWS: partner });
    expect(await read(ben)).toBe('the report');
    await owner.send(new DeleteBucketPolicyCommand({ Bucket: 'shared' }));
    expect(await failure(read(ben))).toEqual(denied);
  });

  it("is closed without the user's own policy, though the bucket names him", async () => {
    await share({ AWS: `arn:aws:iam::${partner}:user/ben` });
    await partnerIam().send(new DeleteUserPolicyCommand({ UserName: 'ben', PolicyName: 'p' }));
    expect(await failure(read(ben))).toEqual(denied);
  });

  it('is open for no more than it says, and to nobody else', async () => {
    await share({ AWS: partner }, { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shared/secret/*' });
    await owner.send(new PutObjectCommand({ Bucket: 'shared', Key: 'secret/k', Body: 'x' }));
    await partnerIam().send(new PutUserPolicyCommand({ UserName: 'ben', PolicyName: 'p', PolicyDocument: policy(allow('s3:*')) }));
    for (const command of [new DeleteObjectCommand({ Bucket: 'shared', Key: 'report.txt' }), new PutObjectCommand({ Bucket: 'shared', Key: 'report.txt', Body: 'x' }), new GetObjectCommand({ Bucket: 'shared', Key: 'secret/k' })]) {
      expect(await failure(client(ben).send(command as GetObjectCommand))).toEqual(denied);
    }
    expect(await failure(client(ben).send(new ListObjectsV2Command({ Bucket: 'shared' })))).toEqual(denied);
    expect(await failure(client(ben).send(new GetBucketPolicyCommand({ Bucket: 'shared' })))).toMatchObject({ status: expect.toSatisfy((status: number) => status === 403 || status === 405) as number });
    expect(await failure(read(cleo))).toMatchObject({ code: 'AccessDenied', message: expect.stringContaining(`User: arn:aws:iam::${account}:user/cleo is not authorized to perform: s3:GetObject`) as string });
  });

  it('is read in its own account by whom it names, who needs no policy (R8.6)', async () => {
    expect((await failure(read(cleo))).code).toBe('AccessDenied');
    await share({ AWS: `arn:aws:iam::${account}:user/cleo` });
    expect(await read(cleo)).toBe('the report');
  });

  it('is read by everybody, signed or not, where it says so and is not kept from being public', async () => {
    const anonymous = async (): Promise<readonly [number, string]> => {
      const answer = await fetch(`${server.url}/shared/report.txt`);
      return [answer.status, await answer.text()];
    };
    expect(await anonymous()).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>') as string]);
    expect((await failure(share('*'))).message).toContain('because public policies are prevented by the BlockPublicPolicy setting');
    await owner.send(new DeletePublicAccessBlockCommand({ Bucket: 'shared' }));
    await share('*');
    expect(await anonymous()).toEqual([200, 'the report']);
    expect((await fetch(`${server.url}/shared/report.txt`, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(`${server.url}/shared?list-type=2`)).status).toBe(403);
  });

  it('is listed by everybody with its name in the host, where it says so', async () => {
    const listed = (): Promise<string> => {
      const wire = new Wire(server.url);
      wire.write('GET /?list-type=2 HTTP/1.1\r\nHost: shared.s3.localhost\r\nConnection: close\r\n\r\n');
      return wire.end();
    };
    await owner.send(new DeletePublicAccessBlockCommand({ Bucket: 'shared' }));
    expect(await listed()).toMatch(/^HTTP\/1\.1 403 /);
    await owner.send(new PutBucketPolicyCommand({ Bucket: 'shared', Policy: policy({ ...allow('s3:ListBucket', 'arn:aws:s3:::shared'), Principal: '*' }) }));
    expect(await listed()).toMatch(/^HTTP\/1\.1 200 [^]*<Key>report\.txt<\/Key>/);
  });

  it('keeps the policy that it has where another one is none, and who is not its owner changes nothing', async () => {
    await share({ AWS: partner });
    expect(await failure(owner.send(new PutBucketPolicyCommand({ Bucket: 'shared', Policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::another/*"}]}' })))).toMatchObject({ code: 'MalformedPolicy', status: 400 });
    await partnerIam().send(new PutUserPolicyCommand({ UserName: 'ben', PolicyName: 'p', PolicyDocument: policy(allow('s3:*')) }));
    expect((await failure(client(ben).send(new PutBucketPolicyCommand({ Bucket: 'shared', Policy: policy({ ...allow('s3:*', ['arn:aws:s3:::shared', 'arn:aws:s3:::shared/*']), Principal: { AWS: partner } }) })))).status).toBeGreaterThanOrEqual(403);
    expect(await read(ben)).toBe('the report');
    expect((await failure(client(ben).send(new DeleteObjectCommand({ Bucket: 'shared', Key: 'report.txt' })))).code).toBe('AccessDenied');
  });
});
