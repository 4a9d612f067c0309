import { Agent } from 'node:http';
import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, policy, rootKey } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { userOf } from '../../protocol/organization.ts';
import { startFauxqsUpstream } from '../real-upstreams/fauxqs.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { clientOf, notAllowed } from './scenario.ts';

const from = (address: string): object => allow('s3:GetObject', 'arn:aws:s3:::photos/*', { Condition: { IpAddress: { 'aws:SourceIp': address } } });
const refused = { code: 'AccessDenied', status: 403, message: notAllowed(`arn:aws:iam::${account}:user/ana`, 's3:GetObject', '"arn:aws:s3:::photos/k"') };

let upstream: RealUpstream;
let server: LocalServer;
let ana: Credentials;
const read = (client: S3Client) => client.send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' })).then(({ Body }) => Body?.transformToString());
const client = (): S3Client => new S3Client({ ...clientOf(server, ana), forcePathStyle: true });
const allowFrom = (address: string) => server.iam().send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument: policy(from(address)) }));

beforeAll(async () => {
  upstream = await startFauxqsUpstream();
  server = await LocalServer.start({ upstreams: { s3: { url: upstream.url } } });
  const root = new S3Client({ ...clientOf(server, rootKey), forcePathStyle: true });
  await root.send(new CreateBucketCommand({ Bucket: 'photos' }));
  await root.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: 'content' }));
  ana = await userOf(server, rootKey, 'ana', from('127.0.0.1/32'));
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

describe('a user who may read from one address', () => {
  it('reads from there', async () => {
    expect(await read(client())).toBe('content');
  });

  it('is refused from everywhere else', async () => {
    await allowFrom('203.0.113.0/24');
    expect(await failure(read(client()))).toEqual(refused);
  });

  it.each(['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'X-Amz-Source-Ip', 'CF-Connecting-IP'])('is where its connection comes from, whatever %s says (R4.18)', async (name) => {
    const spoofing = client();
    spoofing.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers[name] = name === 'Forwarded' ? 'for=203.0.113.7' : '203.0.113.7';
        return next(args);
      },
      { step: 'build' },
    );
    expect(await failure(read(spoofing))).toEqual(refused);
  });

  // Other systems have no second address of their own.
  it.runIf(process.platform === 'linux')('is refused from a second address of the same machine (on Linux)', async () => {
    await allowFrom('127.0.0.1/32');
    expect(await read(client())).toBe('content');
    const elsewhere = new S3Client({ ...clientOf(server, ana), forcePathStyle: true, requestHandler: { httpAgent: new Agent({ localAddress: '127.0.0.2' }) } });
    expect(await failure(read(elsewhere))).toEqual(refused);
  });
});
