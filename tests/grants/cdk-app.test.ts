import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { isMultivaluedKey } from '@assent/catalog';
import { readCaseList, runCase } from '@assent/policy';
import type { CaseValue } from '@assent/policy';
import { GrantsAspect } from '@assent/grants/cdk';

const { PolicyStatement, ManagedPolicy, User, Group, Role, ServicePrincipal } = cdk.aws_iam;
const folder = mkdtempSync(join(tmpdir(), 'assent-cdk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = 'eu-central-1:123456789012';
const table = `arn:aws:dynamodb:${place}:table/orders`;

/** A shop: what is granted by method, and what a change adds to it. */
function inspect(change: (shop: ReturnType<typeof build>) => void = () => undefined) {
  // CDK's own check of templates takes ten seconds, and says nothing of policies.
  const app = new cdk.App({ outdir: mkdtempSync(join(folder, 'out-')), context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  change(build(app));
  return { app, aspect: GrantsAspect.of(app) };
}

/** The same, synthesised, with the warnings that CDK prints. */
function synthesise(change?: Parameters<typeof inspect>[0]) {
  const { app, aspect } = inspect(change);
  const { messages } = app.synth().getStackByName('Shop');
  return { aspect, warnings: messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data)) };
}

function build(app: cdk.App) {
  const stack = new cdk.Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-central-1' } });
  const orders = new cdk.aws_dynamodb.Table(stack, 'Orders', { tableName: 'orders', partitionKey: { name: 'id', type: cdk.aws_dynamodb.AttributeType.STRING } });
  const key = new cdk.aws_kms.Key(stack, 'Key');
  const pictures = new cdk.aws_s3.Bucket(stack, 'Pictures', { bucketName: 'pictures', encryptionKey: key, enforceSSL: true });
  const jobs = new cdk.aws_sqs.Queue(stack, 'Jobs', { queueName: 'jobs' });
  const fn = new cdk.aws_lambda.Function(stack, 'OrdersFn', { runtime: cdk.aws_lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: cdk.aws_lambda.Code.fromInline('0') });
  orders.grantReadData(fn);
  pictures.grantRead(fn, 'public/*');
  const ana = new User(stack, 'Ana', { userName: 'ana' });
  jobs.grantSendMessages(ana);
  return { stack, orders, key, pictures, jobs, fn, ana };
}

const decided = (cases: readonly object[]) =>
  readCaseList(cases as readonly CaseValue[], { isMultivalued: isMultivaluedKey }).map((one) => {
    if ('error' in one) throw one.error;
    return { name: one.read.name, ...runCase(one.read) };
  });

describe('an app that grants by method', () => {
  const { aspect, warnings } = synthesise();

  it('is told nothing', () => {
    expect(aspect.findings).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('has cases that say what was granted and what was not, and all of them hold', () => {
    const names = aspect.cases.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        `OrdersFn may dynamodb:GetItem on ${table}`,
        `OrdersFn may not dynamodb:BatchWriteItem on ${table}`,
        `OrdersFn may not dynamodb:BatchGetItem on arn:aws:dynamodb:${place}:table/other-orders`,
        'OrdersFn may s3:GetObject on arn:aws:s3:::pictures/public/example',
        'OrdersFn may not s3:GetObject on arn:aws:s3:::other-pictures/public/example',
        'OrdersFn may s3:ListBucket on arn:aws:s3:::pictures',
        `Ana may sqs:SendMessage on arn:aws:sqs:${place}:jobs`,
        `Ana may not sqs:ReceiveMessage on arn:aws:sqs:${place}:jobs`,
      ]),
    );
    expect(names.some((name) => name.includes('may kms:Decrypt'))).toBe(true);
    expect(decided(aspect.cases).filter(({ holds }) => holds !== true)).toEqual([]);
    expect(aspect.cases.filter(({ expect: expected }) => expected === 'denied').length).toBeGreaterThan(15);
  });

  it('says what no case was written for', () => {
    expect(aspect.untested).toEqual([
      { holder: 'OrdersFn', action: 'dynamodb:GetRecords', resource: table, reason: 'no-such-call' },
      { holder: 'OrdersFn', action: 'dynamodb:GetShardIterator', resource: table, reason: 'no-such-call' },
    ]);
  });
});

describe('what is wider than the grants', () => {
  it.each([
    ['wildcard-resource', ['sqs:SendMessage'], ['*'], ['Jobs.grantSendMessages(OrdersFn)']],
    ['wildcard-resource', ['dynamodb:GetItem', 'dynamodb:Query'], [`arn:aws:dynamodb:${place}:table/*`], ['Orders.grantReadData(OrdersFn)']],
    ['wildcard-resource', ['dynamodb:GetItem', 'dynamodb:DeleteTable'], ['*'], ["Orders.grant(OrdersFn, 'dynamodb:GetItem', 'dynamodb:DeleteTable')"]],
    ['wildcard-resource', ['*'], ['*'], []],
    ['wildcard-action', ['sqs:*'], [`arn:aws:sqs:${place}:jobs`], ['Jobs.grantSendMessages(OrdersFn)', 'Jobs.grantConsumeMessages(OrdersFn)', 'Jobs.grantPurge(OrdersFn)']],
    ['beyond-methods', ['dynamodb:DeleteTable'], [table], ["Orders.grant(OrdersFn, 'dynamodb:DeleteTable')"]],
  ])('%s: %j on %j', (code, actions, resources, suggestions) => {
    const { aspect } = inspect(({ fn }) => fn.addToRolePolicy(new PolicyStatement({ actions, resources })));
    expect(aspect.findings.map((finding) => [finding.code, finding.holders, finding.actions, finding.resources, finding.suggestions])).toEqual([[code, ['OrdersFn'], actions, resources, suggestions]]);
  });

  it('is a warning of CDK, which can be acknowledged', () => {
    const statement = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['*'] });
    expect(synthesise(({ fn }) => fn.addToRolePolicy(statement)).warnings).toEqual(['`Shop/OrdersFn/ServiceRole/DefaultPolicy` allows `sqs:SendMessage` on `*`, which is more than one resource: grant with `Jobs.grantSendMessages(OrdersFn)` [ack: @assent/grants:wildcard-resource]']);
    const acknowledged = synthesise(({ stack, fn }) => {
      fn.addToRolePolicy(statement);
      cdk.Annotations.of(stack).acknowledgeWarning('@assent/grants:wildcard-resource', 'it sends to queues of other apps');
    });
    expect(acknowledged.warnings).toEqual([]);
    expect(acknowledged.aspect.findings).toHaveLength(1);
  });

  it('is said once of a bucket and of its objects', () => {
    const { aspect } = inspect(({ fn, pictures }) => fn.addToRolePolicy(new PolicyStatement({ actions: ['s3:*'], resources: [pictures.bucketArn, pictures.arnForObjects('*')] })));
    expect(aspect.findings.map(({ code, resources }) => [code, resources])).toEqual([['wildcard-action', ['arn:aws:s3:::pictures', 'arn:aws:s3:::pictures/*']]]);
  });

  it('is a statement of everything but', () => {
    const { aspect } = inspect(({ fn, ana, pictures }) => {
      fn.addToRolePolicy(new PolicyStatement({ notActions: ['iam:*'], resources: ['*'] }));
      ana.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], notResources: [pictures.bucketArn] }));
    });
    expect(aspect.findings.map(({ code }) => code).sort()).toEqual(['wildcard-action', 'wildcard-resource']);
    expect(aspect.untested.filter(({ reason }) => reason === 'everything-but')).toEqual([
      { holder: 'OrdersFn', action: '*', resource: '*', reason: 'everything-but' },
      { holder: 'Ana', action: 's3:GetObject', resource: '*', reason: 'everything-but' },
    ]);
  });

  it.each([
    ['what AWS authorizes on `*` alone', ['xray:PutTraceSegments', 'dynamodb:ListStreams'], ['*']],
    ['full access by its name', ['dynamodb:*'], [table]],
    ['a narrower resource', ['s3:GetObject'], ['arn:aws:s3:::pictures/public/a.png']],
    ['what the app does not have', ['s3:GetObject'], ['arn:aws:s3:::elsewhere/*']],
    ['reading what no method reads', ['dynamodb:DescribeTimeToLive'], [table]],
  ])('is not %s', (_name, actions, resources) => {
    const { aspect } = inspect(({ fn }) => fn.addToRolePolicy(new PolicyStatement({ actions, resources })));
    expect(aspect.findings).toEqual([]);
  });

  it('is not what is granted with `grant` alone, but is a pattern there', () => {
    const found = (action: string) => inspect(({ stack, fn }) => new cdk.aws_cognito.UserPool(stack, 'Users').grant(fn, action)).aspect.findings.map(({ code, message }) => [code, message.includes('name the actions')]);
    expect(found('cognito-idp:AdminCreateUser')).toEqual([]);
    expect(found('cognito-idp:Admin*')).toEqual([['wildcard-action', true]]);
  });
});

describe('the cases of an app', () => {
  it('take conditions, groups, managed policies and boundaries into account', () => {
    const { aspect } = inspect(({ stack, jobs, orders, ana }) => {
      const group = new Group(stack, 'Staff');
      group.addUser(ana);
      orders.grantReadData(group);
      ana.addManagedPolicy(new ManagedPolicy(stack, 'Purge', { statements: [new PolicyStatement({ actions: ['sqs:PurgeQueue'], resources: [jobs.queueArn], conditions: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })] }));
      const role = new Role(stack, 'Bounded', { assumedBy: new ServicePrincipal('ec2.amazonaws.com'), permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('AmazonSQSFullAccess') });
      jobs.grantPurge(role);
      orders.grantReadData(role);
    });
    const said = aspect.cases.map(({ name, context }) => [name, context]);
    expect(said).toContainEqual([`Ana may dynamodb:GetItem on ${table}`, undefined]);
    expect(said).toContainEqual([`Ana may sqs:PurgeQueue on arn:aws:sqs:${place}:jobs`, { 'aws:SourceVpce': 'vpce-1' }]);
    expect(said).toContainEqual([`Bounded may sqs:PurgeQueue on arn:aws:sqs:${place}:jobs`, undefined]);
    expect(aspect.untested).toContainEqual({ holder: 'Bounded', action: 'dynamodb:GetItem', resource: table, reason: 'denied-elsewhere' });
    expect(decided(aspect.cases).filter(({ holds }) => holds !== true)).toEqual([]);
  });

  it('say nothing of neighbours where nobody knows a policy, and nothing of conditions that cannot be met here', () => {
    const { aspect } = inspect(({ stack, ana, jobs }) => {
      ana.addManagedPolicy(ManagedPolicy.fromManagedPolicyName(stack, 'Old', 'old'));
      ana.addToPolicy(new PolicyStatement({ actions: ['sqs:PurgeQueue'], resources: [jobs.queueArn], conditions: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }));
    });
    expect(aspect.cases.filter(({ principal, expect: expected }) => principal.endsWith('user/ana') && expected === 'denied')).toEqual([]);
    expect(aspect.untested.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['unknown-policy', 'condition']));
  });

  it('do not call what another statement allows refused', () => {
    const { aspect } = inspect(({ fn }) => fn.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] })));
    expect(aspect.cases.filter(({ principalRole, action, expect: expected }) => principalRole !== undefined && action.startsWith('dynamodb:') && expected === 'denied')).toEqual([]);
    expect(decided(aspect.cases).filter(({ holds }) => holds !== true)).toEqual([]);
  });
});

describe('an app of several accounts', () => {
  it('has the policies of each role apart, of one name or of none', () => {
    const app = new cdk.App({ outdir: mkdtempSync(join(folder, 'out-')) });
    for (const [stage, account] of [['Test', '111111111111'], ['Production', '222222222222']] as const) {
      const stack = new cdk.Stack(app, stage, { env: { account, region: 'eu-central-1' } });
      const jobs = new cdk.aws_sqs.Queue(stack, 'Jobs');
      const worker = new Role(stack, 'Worker', { roleName: 'worker', assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      const unnamed = new Role(stack, 'Unnamed', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      jobs.grantConsumeMessages(unnamed);
      if (stage === 'Test') jobs.grantPurge(worker);
      else jobs.grantSendMessages(worker);
    }
    const { cases, findings, files } = GrantsAspect.of(app);
    expect(findings).toEqual([]);
    const purge = cases.filter(({ action, expect: expected }) => action === 'sqs:PurgeQueue' && expected === 'allowed');
    expect(purge.map(({ principal, resource }) => [principal.split(':')[4], resource.split(':')[4]])).toEqual([['111111111111', '111111111111']]);
    expect(cases.filter(({ action, expect: expected }) => action === 'sqs:ReceiveMessage' && expected === 'allowed')).toHaveLength(2);
    expect(decided(cases).filter(({ holds }) => holds !== true)).toEqual([]);
    expect(files.filter(({ name }) => /role-(worker|(Test|Production)-Unnamed\w+)\.json$/.test(name))).toHaveLength(4);
  });
});

describe('the files of an app', () => {
  const cli = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');
  const write = (at: string, files: readonly { readonly name: string; readonly text: string }[]): void => {
    for (const { name, text } of files) {
      mkdirSync(dirname(join(at, name)), { recursive: true });
      writeFileSync(join(at, name), text);
    }
  };
  const test = (at: string) => spawnSync(process.execPath, [cli, 'test', join(at, 'grants.cases.json')], { encoding: 'utf8' });

  it('are tested by `assent test`, which fails when a later policy grants more, or less', () => {
    const at = mkdtempSync(join(folder, 'cases-'));
    const before = synthesise().aspect.files;
    write(at, before);
    expect(before.map(({ name }) => name)).toEqual(expect.arrayContaining(['grants.cases.json', 'policies/123456789012-user-ana.json', 'policies/arn_aws_s3___pictures.json']));
    expect(test(at)).toMatchObject({ status: 0, stderr: '' });
    const wider = inspect(({ orders, fn }) => orders.grantWriteData(fn)).aspect.files.filter(({ name }) => name.startsWith('policies/'));
    write(at, wider);
    const found = test(at);
    expect(found.status).toBe(1);
    expect(found.stdout).toContain(`OrdersFn may not dynamodb:BatchWriteItem on ${table}`);
    write(at, before);
    write(at, [{ name: 'policies/123456789012-user-ana.json', text: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sqs:GetQueueUrl', Resource: '*' } }) }]);
    const lost = test(at);
    expect(lost.status).toBe(1);
    expect(lost.stdout).toContain(`Ana may sqs:SendMessage on arn:aws:sqs:${place}:jobs`);
  });
});
