import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, CfnParameter, CfnResource, Fn, Stack, aws_dynamodb, aws_iam, aws_kinesis, aws_lambda, aws_logs, aws_s3, aws_sqs } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { policiesOf } from './cdk-policy.ts';
import { PhysicalResolver } from './physical-resolver.ts';

const outdir = mkdtempSync(join(tmpdir(), 'assent-cdk-policy-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const place = { account: '123456789012', region: 'eu-central-1' };
const makeStack = (): Stack => new Stack(new App({ outdir }), 'S', { env: place });
const makeFunction = (stack: Stack): aws_lambda.Function => new aws_lambda.Function(stack, 'f', { functionName: 'f', runtime: aws_lambda.Runtime.NODEJS_LATEST, handler: 'i.h', code: aws_lambda.Code.fromInline('0') });
const onResources = (stack: Stack) => policiesOf(stack, new PhysicalResolver()).filter(({ kind }) => kind === 'resource');

describe('the policies of an app', () => {
  it('are what Lambda makes of its permissions', () => {
    const stack = makeStack();
    const fn = makeFunction(stack);
    fn.addPermission('Rule', { principal: new aws_iam.ServicePrincipal('events.amazonaws.com'), sourceArn: 'arn:aws:events:eu-central-1:123456789012:rule/r', sourceAccount: place.account });
    fn.addPermission('Account', { principal: new aws_iam.AccountPrincipal('999999999999') });
    new aws_lambda.CfnPermission(stack, 'Named', { action: 'lambda:InvokeFunction', functionName: 'g', principal: '*', principalOrgId: 'o-a1b2c3d4e5' });
    expect(onResources(stack).flatMap(({ statements }) => statements)).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:eu-central-1:123456789012:function:f',
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:eu-central-1:123456789012:rule/r' }, StringEquals: { 'AWS:SourceAccount': place.account } },
      },
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-central-1:123456789012:function:f' },
      { Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-central-1:123456789012:function:g', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
    ]);
  });

  it('are those of each replica of a global table, of a log group in its text, and of a queue that they hang on', () => {
    const stack = makeStack();
    const ana = new aws_iam.ArnPrincipal('arn:aws:iam::999999999999:role/ana');
    new aws_dynamodb.TableV2(stack, 't', { tableName: 't', partitionKey: { name: 'id', type: aws_dynamodb.AttributeType.STRING } }).grantReadData(new aws_iam.AccountPrincipal('999999999999'));
    new aws_logs.LogGroup(stack, 'g', { logGroupName: 'g' }).grantWrite(ana);
    new aws_sqs.Queue(stack, 'q', { queueName: 'q' }).grantPurge(ana);
    const found = onResources(stack);
    expect(found.map(({ construct }) => construct.cfnResourceType)).toEqual(['AWS::DynamoDB::GlobalTable', 'AWS::Logs::ResourcePolicy', 'AWS::SQS::QueuePolicy']);
    expect(found.every(({ statements }) => statements.length === 1)).toBe(true);
    expect(found[2]?.on).toEqual(['https://sqs.eu-central-1.amazonaws.com/123456789012/q']);
  });

  it('are inline in roles, and trust', () => {
    const stack = makeStack();
    new aws_iam.Role(stack, 'r', { roleName: 'r', path: '/app/', assumedBy: new aws_iam.ServicePrincipal('ec2.amazonaws.com'), inlinePolicies: { p: new aws_iam.PolicyDocument({ statements: [new aws_iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] }) } });
    expect(policiesOf(stack, new PhysicalResolver()).map(({ kind, holders, statements }) => [kind, holders, statements.map(({ Action }) => Action)])).toEqual([
      ['trust', [], ['sts:AssumeRole']],
      ['identity', ['r'], ['s3:ListAllMyBuckets']],
    ]);
  });
});

describe('a value of an app', () => {
  const resolver = new PhysicalResolver();

  it('is read with names and ARNs in place of references', () => {
    const stack = makeStack();
    const role = new aws_iam.Role(stack, 'r', { roleName: 'r', path: '/app/', assumedBy: new aws_iam.ServicePrincipal('ec2.amazonaws.com') });
    const fn = makeFunction(stack);
    const stream = new aws_kinesis.Stream(stack, 's', { streamName: 's' });
    const consumer = new aws_kinesis.CfnStreamConsumer(stack, 'c', { consumerName: 'c', streamArn: stream.streamArn });
    const alias = fn.addAlias('live');
    expect([role.roleArn, alias.functionArn, fn.currentVersion.functionArn, consumer.attrConsumerArn, stack.formatArn({ service: 'x', resource: 'y' }), stack.urlSuffix].map((value) => resolver.read(value, stack))).toEqual([
      'arn:aws:iam::123456789012:role/app/r',
      'arn:aws:lambda:eu-central-1:123456789012:function:f:live',
      'arn:aws:lambda:eu-central-1:123456789012:function:f:1',
      'arn:aws:kinesis:eu-central-1:123456789012:stream/s/consumer/c:1769853600',
      'arn:aws:x:eu-central-1:123456789012:y',
      'amazonaws.com',
    ]);
  });

  it('is made up where the app leaves it to CloudFormation', () => {
    const stack = new Stack(new App({ outdir }), 'S');
    const bucket = new aws_s3.Bucket(stack, 'Pictures');
    const parameter = new CfnParameter(stack, 'Name');
    const other = new CfnResource(stack, 'Other', { type: 'Custom::Thing' });
    const elsewhere = new aws_sqs.Queue(stack, 'Jobs', { queueName: `${Fn.importValue('stage')}-jobs` });
    expect(resolver.read(elsewhere.queueArn, stack)).toMatch(/:S-Jobs[0-9A-F]{8}$/);
    expect(resolver.read(`${Fn.importValue('stage')}-jobs`, stack)).toBe('{"Fn::ImportValue":"stage"}-jobs');
    expect(resolver.read(bucket.bucketArn, stack)).toMatch(/^arn:aws:s3:::S-Pictures[0-9A-F]{8}$/);
    expect(resolver.read(parameter.valueAsString, stack)).toBe('Name');
    expect(resolver.read({ kept: 1, left: Aws.NO_VALUE }, stack)).toEqual({ kept: 1 });
    expect(resolver.read(other.getAtt('Size'), stack)).toBe('S-Other.Size');
    expect(resolver.read(stack.formatArn({ service: 'x', resource: 'y' }), stack)).toBe('arn:aws:x:us-east-1:123456789012:y');
  });
});
