import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateGrantCommand, CreateKeyCommand, DecryptCommand, KMSClient, PutKeyPolicyCommand, RevokeGrantCommand } from '@aws-sdk/client-kms';
import { AddPermissionCommand as AddFunctionPermissionCommand, CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, DeleteBucketPolicyCommand, DeletePublicAccessBlockCommand, GetObjectCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { AddPermissionCommand, CreateQueueCommand, RemovePermissionCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { startUpstream } from './upstream-server.ts';
import type { Received, UpstreamServer } from './upstream-server.ts';

const [own, other] = ['123456789012', '210987654321'];
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** An upstream that does everything, for an account of its own. */
const answers: Readonly<Record<string, string>> = {
  CreateQueue: '{"QueueUrl":"http://localhost/000000000000/orders"}',
  SendMessage: '{"MessageId":"1","MD5OfMessageBody":"9dd4e461268c8034f5c8564e155c67a6"}',
  CreateKey: `{"KeyMetadata":{"KeyId":"${keyId}","Arn":"arn:aws:kms:eu-west-1:000000000000:key/${keyId}"}}`,
  CreateGrant: '{"GrantId":"g1","GrantToken":"t"}',
  Decrypt: '{"Plaintext":"eA=="}',
};
const answer = ({ headers, target }: Received): string => (/^\/2015-03-31\/functions\/[^/]+\/policy/.test(target) ? '{"Statement":"{}"}' : headers['x-amz-target'] === undefined ? '' : (answers[String(headers['x-amz-target']).split('.').at(-1) ?? ''] ?? '{}'));

describe('what the gate learns from calls', () => {
  let upstream: UpstreamServer;
  let server: RunningServer;
  let faults: string[];
  let said: ((request: Received) => string) | undefined;
  beforeEach(async () => {
    [faults, said] = [[], undefined];
    upstream = await startUpstream((request, response) => void response.end((said ?? answer)(request)));
    server = await startServer({ port: 0, adminPort: 0, account: own, standaloneAccounts: [other], data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } }, onFault: (message) => void faults.push(message) });
  });
  afterEach(async () => {
    await server.close();
    await upstream.close();
  });
  const settings = (id = '', secret = '') => ({ endpoint: server.url, region: 'eu-west-1', credentials: { accessKeyId: id, secretAccessKey: secret }, maxAttempts: 1, forcePathStyle: true, checksumValidation: false });
  const root = () => settings(server.rootKey.id, server.rootKey.secret);
  const otherRoot = () => settings(server.standaloneAccounts[0]?.rootKey.id, server.standaloneAccounts[0]?.rootKey.secret);
  /** A user of an account, with what he may do. */
  async function user(of: ReturnType<typeof settings>, statement: object): Promise<ReturnType<typeof settings>> {
    const iam = new IAMClient(of);
    await iam.send(new CreateUserCommand({ UserName: 'ana' }));
    await iam.send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statement }) }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ana' }));
    return settings(AccessKey?.AccessKeyId, AccessKey?.SecretAccessKey);
  }
  const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
  const operations = (): readonly string[] => upstream.received.map(({ headers }) => String(headers['x-amz-target']).split('.').at(-1) ?? '');

  it('a bucket policy lets another account in, with its own leave, until it is deleted', async () => {
    const mine = new S3Client(root());
    const theirs = new S3Client(await user(otherRoot(), { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' }));
    const read = () => theirs.send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }));
    await mine.send(new CreateBucketCommand({ Bucket: 'photos' }));
    await expect(read()).rejects.toMatchObject({ name: 'AccessDenied' });
    const Policy = document({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${other}:user/ana` }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' });
    await mine.send(new PutBucketPolicyCommand({ Bucket: 'photos', Policy }));
    await read();
    await mine.send(new DeleteBucketPolicyCommand({ Bucket: 'photos' }));
    await expect(read()).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(faults).toEqual([]);
  });

  it('a policy that S3 would not take does not reach it, nor does one that opens a bucket of which that is blocked (R13.5, R11.19)', async () => {
    const mine = new S3Client(root());
    await mine.send(new CreateBucketCommand({ Bucket: 'photos' }));
    const count = upstream.received.length;
    const put = (statement: object) => mine.send(new PutBucketPolicyCommand({ Bucket: 'photos', Policy: document(statement) }));
    const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
    await expect(put({ ...open, Resource: 'arn:aws:s3:::photos' })).rejects.toMatchObject({ name: 'MalformedPolicy', message: 'Action does not apply to any resource(s) in statement' });
    await expect(put({ ...open, Principal: { AWS: `arn:aws:iam::${own}:user/nobody` } })).rejects.toMatchObject({ name: 'MalformedPolicy', message: 'Invalid principal in policy' });
    await expect(put(open)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(upstream.received).toHaveLength(count);
    const anonymous = () => fetch(`${server.url}/photos/k`).then(({ status }) => status);
    expect(await anonymous()).toBe(403);
    await mine.send(new DeletePublicAccessBlockCommand({ Bucket: 'photos' }));
    await put(open);
    expect(await anonymous()).toBe(200);
  });

  it('a queue is its maker’s, whatever account the upstream has, and AddPermission lets another account send', async () => {
    const mine = new SQSClient(root());
    const theirs = new SQSClient({ ...(await user(otherRoot(), { Effect: 'Allow', Action: 'sqs:*', Resource: '*' })), md5: false });
    const { QueueUrl } = await mine.send(new CreateQueueCommand({ QueueName: 'orders' }));
    const send = () => theirs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await expect(send()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await mine.send(new AddPermissionCommand({ QueueUrl, Label: 'send', AWSAccountIds: [other], Actions: ['SendMessage'] }));
    await send();
    await mine.send(new RemovePermissionCommand({ QueueUrl, Label: 'send' }));
    await expect(send()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    // A policy names the queue as the upstream does.
    await mine.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: document({ Effect: 'Allow', Principal: { AWS: other }, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:000000000000:orders' }) } }));
    await send();
    await expect(mine.send(new AddPermissionCommand({ QueueUrl: `http://localhost/${own}/older`, Label: 'l', AWSAccountIds: [other], Actions: ['SendMessage'] }))).rejects.toMatchObject({ message: expect.stringContaining('the policy that it edits is not known') as string });
    expect(faults).toEqual([]);
  });

  it('a key has its default policy, then the one that is put, and grants (R11.7, R11.10, R11.11)', async () => {
    const mine = new KMSClient(root());
    const ana = new KMSClient(await user(root(), { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }));
    const decrypt = () => ana.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: new Uint8Array(8) }));
    await mine.send(new CreateKeyCommand({}));
    await decrypt();
    const administration = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${own}:root` }, Action: ['kms:PutKeyPolicy', 'kms:CreateGrant', 'kms:RevokeGrant'], Resource: '*' };
    await mine.send(new PutKeyPolicyCommand({ KeyId: keyId, Policy: document(administration) }));
    await expect(decrypt()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await mine.send(new CreateGrantCommand({ KeyId: keyId, GranteePrincipal: `arn:aws:iam::${own}:user/ana`, Operations: ['Decrypt'] }));
    await decrypt();
    await mine.send(new RevokeGrantCommand({ KeyId: keyId, GrantId: 'g1' }));
    await expect(decrypt()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(mine.send(new PutKeyPolicyCommand({ KeyId: keyId, Policy: document({ ...administration, Action: 'kms:Decrypt' }) }))).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    expect(operations().filter((operation) => operation === 'PutKeyPolicy')).toHaveLength(1);
  });

  it('a function is invoked by another account that has its permission, and only so (R11.25)', async () => {
    const mine = new LambdaClient(root());
    const theirs = new LambdaClient(await user(otherRoot(), { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }));
    await mine.send(new CreateFunctionCommand({ FunctionName: 'orders', Role: `arn:aws:iam::${own}:role/r`, Code: { S3Bucket: 'b', S3Key: 'k' } }));
    const invoke = (Qualifier?: string) => theirs.send(new InvokeCommand({ FunctionName: `arn:aws:lambda:eu-west-1:${own}:function:orders`, Qualifier }));
    await expect(invoke()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await mine.send(new AddFunctionPermissionCommand({ FunctionName: 'orders', StatementId: 's', Action: 'lambda:InvokeFunction', Principal: other }));
    await invoke();
    await expect(invoke('live')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('an answer that does not say what was made is told as such', async () => {
    said = () => '{"KeyMetadata":{}}';
    await expect(new KMSClient(root()).send(new CreateKeyCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 }, message: 'The call was made, and what it changed could not be kept.' });
    expect(faults).toEqual([expect.stringContaining("nothing could be learned from the answer to kms's CreateKey: the answer has no `KeyId`")]);
  });
});
