import { APIGateway } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { ECR } from '@aws-sdk/client-ecr';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { STS } from '@aws-sdk/client-sts';
import { AccountPrincipal, Bucket, Key, LambdaFunction, Queue, ServicePrincipal, Topic, apply, plan, planText, toIamJson } from '@assent/grants';
import type { Clients, Plan, Stack } from '@assent/grants';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { startUpstream } from '../gateway/upstream-server.ts';
import type { UpstreamServer } from '../gateway/upstream-server.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { account, everyPolicy, makeStack, partner, region } from './every-policy.ts';
import { PolicyStore } from './policy-store.ts';
import { fakeClients } from './fake-clients.ts';

const store = new PolicyStore();
let upstream: UpstreamServer;
let server: LocalServer;
let clients: Clients;
beforeAll(async () => {
  upstream = await startUpstream(store.answer);
  server = await LocalServer.start({ upstreams: { '*': { url: upstream.url } } });
  const settings = { endpoint: server.url, region, credentials: rootKey, maxAttempts: 1 };
  const [s3, kms, lambda] = [new S3({ ...settings, forcePathStyle: true }), new KMS(settings), new Lambda(settings)];
  // The gate has to know a key's policy before it lets anybody use the key, and a function's before it lets anybody add to it.
  for (const Description of ['1234abcd-12ab-34cd-56ef-1234567890ab', '99999999-12ab-34cd-56ef-1234567890ab']) await kms.createKey({ Description });
  await lambda.createFunction({ FunctionName: 'resize', Role: `arn:aws:iam::${account}:role/resize`, Code: { ZipFile: new Uint8Array(1) } });
  await lambda.createAlias({ FunctionName: 'resize', Name: 'prod', FunctionVersion: '1' });
  clients = {
    iam: new IAM(settings),
    sts: new STS(settings),
    s3,
    sqs: new SQS({ ...settings, useQueueUrlAsEndpoint: false }),
    sns: new SNS(settings),
    kms,
    secretsManager: new SecretsManager(settings),
    lambda,
    dynamodb: new DynamoDB(settings),
    eventBridge: new EventBridge(settings),
    // By itself this client speaks HTTP/2.
    kinesis: new Kinesis({ ...settings, requestHandler: s3.config.requestHandler }),
    ecr: new ECR(settings),
    logs: new CloudWatchLogs(settings),
    apiGateway: new APIGateway(settings),
    ...fakeClients(store.policies),
  };
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});
beforeEach(() => {
  store.policies.clear();
  store.writes.length = 0;
});

async function applied(stack: Stack): Promise<Plan> {
  const made = await plan(stack, clients);
  expect((await apply(made, clients)).kept).toEqual([]);
  expect((await plan(stack, clients)).changes).toEqual([]);
  return made;
}

const other = new AccountPrincipal(partner);
const changesOf = ({ changes }: Plan) => changes.flatMap((change) => (change.type === 'changeResourcePolicy' ? [{ arn: change.arn, added: change.added.length, removed: change.removed.length }] : []));
const foreign = { Sid: 'Theirs', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::reports/*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const reports = (name: string): { stack: Stack; bucket: Bucket } => {
  const stack = makeStack(name);
  return { stack, bucket: new Bucket(stack, 'reports') };
};

describe('policies of resources', () => {
  it('are written for every kind of resource that has one, and taken away when it leaves the stack', async () => {
    const stack = everyPolicy();
    const made = await applied(stack);
    const { resources } = toIamJson(stack);
    // The versions of a function have policies of their own.
    const arns = [...resources.map(({ arn }) => arn), `arn:aws:lambda:${region}:${account}:function:resize:prod`].sort();
    expect(changesOf(made).map(({ arn }) => arn)).toEqual(arns);
    expect(store.policies.size).toBe(arns.length);
    for (const { arn, policy } of resources.filter(({ arn: name }) => !/:(?:lambda|execute-api):/.test(name))) {
      const texts = [...store.policies.values()].map((text) => (JSON.parse(text) as { Statement: { Sid: string }[] }).Statement.map(({ Sid: _, ...said }) => said));
      expect(texts, arn).toContainEqual(policy.Statement);
    }
    await applied(makeStack());
    // Neither keys nor topics are ever without a policy: their account keeps what it had, nobody else does.
    expect([...store.policies.keys()].map((key) => key.split(' ')[0])).toEqual(['kms', 'kms', 'sns']);
    const principals = [...store.policies.keys()].flatMap((key) => store.statements(key).map(({ Principal }) => Principal));
    expect(principals).toEqual(principals.map(() => ({ AWS: `arn:aws:iam::${account}:root` })));
    expect(store.statements('kms arn:aws:kms:eu-central-1:123456789012:key/99999999-12ab-34cd-56ef-1234567890ab').map(({ Action }) => Action)).toEqual([expect.arrayContaining(['kms:Put*']) as string[]]);
    expect(JSON.stringify([...store.policies.values()])).not.toContain(partner);
    expect((await clients.iam.getAccountAuthorizationDetails({ Filter: ['LocalManagedPolicy'] })).Policies).toEqual([]);
  });

  it('keep the statements of others, word for word, and what they wrote since the plan', async () => {
    store.policies.set('s3 reports', JSON.stringify({ Version: '2012-10-17', Id: 'theirs', Statement: foreign }));
    const { stack, bucket } = reports('shared');
    bucket.grantRead(other);
    const made = await plan(stack, clients);
    const later = { ...foreign, Sid: 'Later' };
    store.set('s3 reports', { Version: '2012-10-17', Id: 'theirs', Statement: [foreign, later] });
    await apply(made, clients);
    expect(store.statements('s3 reports')).toEqual([foreign, later, expect.objectContaining({ Sid: expect.stringMatching(/^Assentshared/) as string, Principal: { AWS: `arn:aws:iam::${partner}:root` } })]);
    expect(JSON.parse(store.policies.get('s3 reports') ?? '')).toMatchObject({ Version: '2012-10-17', Id: 'theirs' });
    await applied(reports('shared').stack);
    expect(store.statements('s3 reports')).toEqual([foreign, later]);
  });

  it('of two stacks stand beside each other', async () => {
    const [one, two] = [reports('one'), reports('two')];
    one.bucket.grantRead(other);
    two.bucket.grantDelete(other);
    await applied(one.stack);
    await applied(two.stack);
    expect(store.statements('s3 reports')).toHaveLength(2);
    await applied(makeStack('one'));
    expect(store.statements('s3 reports').map(({ Action }) => Action)).toEqual(['s3:DeleteObject*']);
    await applied(makeStack('two'));
    expect(store.policies.size).toBe(0);
  });

  it('lose what is no longer granted, and only that', async () => {
    const before = reports('less');
    before.bucket.grantRead(other);
    before.bucket.grantDelete(other);
    await applied(before.stack);
    const after = reports('less');
    after.bucket.grantRead(other);
    const made = await applied(after.stack);
    expect(changesOf(made)).toEqual([{ arn: 'arn:aws:s3:::reports', added: 0, removed: 1 }]);
    expect(planText(made)).toContain(`~ policy of arn:aws:s3:::reports\n    - Allow s3:DeleteObject* on arn:aws:s3:::reports/* to {"AWS":"arn:aws:iam::${partner}:root"}\n`);
  });

  it('are put back where somebody changed a statement under its Sid', async () => {
    const { stack, bucket } = reports('changed');
    bucket.grantRead(other);
    await applied(stack);
    store.set('s3 reports', { Version: '2012-10-17', Statement: store.statements('s3 reports').map((statement) => ({ ...statement, Principal: '*' })) });
    expect(changesOf(await applied(stack))).toEqual([{ arn: 'arn:aws:s3:::reports', added: 1, removed: 1 }]);
    expect(JSON.stringify(store.statements('s3 reports'))).not.toContain('"*"');
  });

  it('are not written where they say it already, in whatever order', async () => {
    const key = new Key(makeStack('said'), '1234abcd-12ab-34cd-56ef-1234567890ab');
    store.set(`kms ${key.arn}`, { Version: '2012-10-17', Statement: [{ Resource: ['*'], Action: ['kms:*'], Sid: 'Enable IAM User Permissions', Principal: { AWS: [`arn:aws:iam::${account}:root`] }, Effect: 'Allow' }] });
    expect(changesOf(await plan(key.stack, clients))).toEqual([]);
  });

  it('are read as the version of 2012 only where that changes nothing for others', async () => {
    const old = { Sid: 'Theirs', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/${aws:username}' };
    const make = (pattern: string) => {
      const { stack, bucket } = reports('versions');
      bucket.grantDelete(other, pattern);
      return stack;
    };
    store.set('s3 reports', { Version: '2008-10-17', Statement: [old] });
    await applied(make('plain/*'));
    expect(JSON.parse(store.policies.get('s3 reports') ?? '')).toMatchObject({ Version: '2008-10-17', Statement: [old, {}] });
    await expect(apply(await plan(make('${aws:PrincipalAccount}/*'), clients), clients)).rejects.toMatchObject({ code: 'apply-failed', cause: { code: 'policy-version' } });
    store.set('s3 reports', { Statement: [foreign] });
    await applied(make('${aws:PrincipalAccount}/*'));
    expect(JSON.parse(store.policies.get('s3 reports') ?? '')).toMatchObject({ Version: '2012-10-17', Statement: [foreign, {}] });
    await applied(makeStack('versions'));
  });

  it('of functions are permissions, for each version by itself', async () => {
    const stack = makeStack('invoked');
    const fn = new LambdaFunction(stack, 'resize');
    fn.grantInvoke(new ServicePrincipal('s3.amazonaws.com', { sourceAccount: account, sourceArn: 'arn:aws:s3:::pictures' }));
    fn.grantInvokeVersion(other, 'prod');
    await applied(stack);
    expect(store.statements('lambda resize')).toMatchObject([{ Principal: { Service: 's3.amazonaws.com' }, Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::pictures' }, StringEquals: { 'AWS:SourceAccount': account } } }]);
    expect(store.statements('lambda resize:prod')).toMatchObject([{ Principal: { AWS: partner } }]);
    const less = makeStack('invoked');
    new LambdaFunction(less, 'resize').grantInvokeVersion(other, 'prod');
    await applied(less);
    expect([...store.policies.keys()]).toEqual(['lambda resize:prod']);
    await applied(makeStack('invoked'));
    expect(store.policies.size).toBe(0);
  });

  it('are found again after an interruption between the list of them and the policies themselves', async () => {
    const stack = makeStack('found');
    new Queue(stack, 'orders').grantPurge(other);
    new Topic(stack, 'news').grantPublish(other);
    const made = await plan(stack, clients);
    const broken: Clients = { ...clients, sqs: { ...fakeQueue, setQueueAttributes: () => Promise.reject(new Error('the connection broke')) } };
    await expect(apply(made, broken)).rejects.toMatchObject({ code: 'apply-failed' });
    expect(store.policies.size).toBe(1);
    // The stack is given up: what was done of it goes.
    await applied(makeStack('found'));
    expect(store.statements('sns news').map(({ Sid }) => Sid)).toEqual(['Owner']);
  });

  it('of many resources are listed in as many managed policies as that takes, and found by them', async () => {
    const kept = new Map<string, string>();
    const sqs: NonNullable<Clients['sqs']> = {
      getQueueUrl: async ({ QueueName }) => ({ QueueUrl: QueueName }),
      getQueueAttributes: async ({ QueueUrl }) => ({ Attributes: kept.has(QueueUrl) ? { Policy: kept.get(QueueUrl) ?? '' } : {} }),
      setQueueAttributes: async ({ QueueUrl, Attributes: { Policy } }) => (Policy === '' ? kept.delete(QueueUrl) : kept.set(QueueUrl, Policy)),
    };
    const many: Clients = { ...clients, sqs };
    for (const [first, count] of [[0, 120], [115, 10], [124, 90], [0, 0]] as const) {
      const stack = makeStack('many');
      const names = Array.from({ length: count }, (_, index) => `a-queue-with-a-name-that-is-nearly-as-long-as-sqs-lets-one-be-${first + index}`);
      for (const name of names) new Queue(stack, name).grantPurge(other);
      await apply(await plan(stack, many), many);
      expect((await plan(stack, many)).changes).toEqual([]);
      expect([...kept.keys()].sort()).toEqual([...names].sort());
      const lists = (await clients.iam.getAccountAuthorizationDetails({ Filter: ['LocalManagedPolicy'] })).Policies?.filter(({ Path }) => Path === '/assent/many/') ?? [];
      expect([lists.length === 0, lists.length > 1]).toEqual([count === 0, count > 50]);
    }
  });

  it('of resources that are gone need nothing', async () => {
    const { stack, bucket } = reports('gone');
    bucket.grantRead(other);
    await applied(stack);
    store.policies.clear();
    expect(changesOf(await applied(makeStack('gone')))).toEqual([]);
  });
});

const fakeQueue = { getQueueUrl: async () => ({ QueueUrl: 'q' }), getQueueAttributes: async () => ({}) };
