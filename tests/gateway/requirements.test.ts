import { findAction, findServiceConditionKey, findServiceRoutes, listRoutedServices } from '@assent/catalog';
import { requirementsOf } from '@assent/server';
import type { CallRequirement, RoutedCall } from '@assent/server';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateKeysOf } from '../../packages/server/src/gateway/requirements/state-keys.ts';
import { generateInput } from './generated-input.ts';
import { rowFacts } from './row-facts.ts';

/** What is said of a requirement beside its keys: the resource's owner, what is known of its ARN, and the keys that nobody knows
 * of this call, beside those that tell of a resource. */
interface More {
  readonly account?: string;
  readonly known?: string;
  readonly unknown?: readonly string[];
}

type Need = readonly [action: string, resource: string, keys?: Readonly<Record<string, string | readonly string[]>>, more?: More];

interface Row {
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly needs: readonly Need[];
}

const rows = readFileSync(new URL('requirements.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
const prefixes = new Map(listRoutedServices().map(({ service, actionPrefix }) => [service, actionPrefix]));

const callOf = ({ service, operation, parameters }: Omit<Row, 'needs'>): RoutedCall => ({ service, actionPrefix: prefixes.get(service) ?? '', operation, protocol: 'json', region: 'eu-west-1', parameters });

function needOf({ action, resource, resourceAccount, knownBeginning, unknownKeys = [], keys = {} }: CallRequirement): Need {
  const stated = Object.fromEntries(Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
  const states = stateKeysOf(action, resource).all;
  const unknown = unknownKeys.filter((key) => !states.includes(key));
  const more: More = { ...(resourceAccount === undefined ? {} : { account: resourceAccount }), ...(knownBeginning === undefined ? {} : { known: knownBeginning }), ...(unknown.length > 0 ? { unknown } : {}) };
  if (Object.keys(more).length > 0) return [action, resource, stated, more];
  return Object.keys(stated).length > 0 ? [action, resource, stated] : [action, resource];
}

describe('what a call needs', () => {
  it.each(rows.map((row) => [`${row.service}.${row.operation} ${JSON.stringify(row.parameters)}`, row] as const))('%s', (_, row) => {
    const needed = requirementsOf(callOf(row), rowFacts);
    expect(needed.map(needOf)).toEqual(row.needs);
    expect(needed.filter(({ derived }) => derived)).toEqual([]);
  });

  it('is stated in at least 2,000 rows, for all the services with tables of their own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(2000);
    expect(new Set(rows.map(({ service }) => service)).size).toBeGreaterThanOrEqual(18);
  });
});

describe('rows of calls', () => {
  const needs = rows.flatMap((row) => row.needs.map((need) => [row, need] as const));

  it('name operations that there are, and actions that IAM knows', () => {
    expect(rows.filter(({ service, operation }) => !findServiceRoutes(service)?.has(operation))).toEqual([]);
    expect(needs.filter(([, [action]]) => !findAction(action))).toEqual([]);
  });

  it('name resources in a form that the action has a resource type of', () => {
    const wrong = needs.filter(([, [action, resource]]) => {
      const types = findAction(action)?.resources.map(({ resourceType }) => resourceType.arn) ?? [];
      // The resources of API Gateway are its paths, of which the reference names a part.
      if (resource === '*' || action.startsWith('apigateway:')) return false;
      return !types.some((pattern) => sameForm(pattern, resource));
    });
    // Not in the Service Authorization Reference: D8, what AWS's own denials say, and a source that it takes for a destination.
    expect(wrong.map(([, [action]]) => action).filter((action) => !['s3:ListAllMyBuckets', 'logs:DescribeLogGroups', 'logs:DeleteDeliverySource'].includes(action))).toEqual([]);
  });

  it('name condition keys that there are', () => {
    const keys = new Set(needs.flatMap(([, [, , stated = {}]]) => Object.keys(stated)));
    expect([...keys].filter((key) => !key.startsWith('aws:') && !findServiceConditionKey(key))).toEqual([]);
  });
});

/** The literal beginning of the resource part is the same. */
function sameForm(pattern: string, resource: string): boolean {
  const [ours, theirs] = [resource.split(':'), pattern.split(',')[0]?.split(':') ?? []];
  const start = theirs.slice(5).join(':').split('${')[0] ?? '';
  return ours[2] === theirs[2] && ours.slice(5).join(':').startsWith(start);
}

describe('what the catalog says of a call without a table', () => {
  const facts = { partition: 'aws', account: '111122223333' };

  it.each<[string, string, Record<string, unknown>, readonly (readonly [string, string])[]]>([
    ['glue', 'GetTable', { DatabaseName: 'd', Name: 't' }, [['glue:GetTable', 'arn:aws:glue:eu-west-1:111122223333:database/d']]],
    ['cloudwatch', 'ListMetrics', {}, [['cloudwatch:ListMetrics', '*']]],
    ['firehose', 'PutRecord', { DeliveryStreamName: 's' }, [['firehose:PutRecord', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/s']]],
    ['codebuild', 'StartBuild', { projectName: 'p' }, [['codebuild:StartBuild', 'arn:aws:codebuild:eu-west-1:111122223333:project/p']]],
    ['athena', 'GetWorkGroup', { WorkGroup: 'w' }, [['athena:GetWorkGroup', 'arn:aws:athena:eu-west-1:111122223333:workgroup/w']]],
    ['sagemaker', 'CreateModel', { ModelName: 'm', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/r' }, [['sagemaker:CreateModel', 'arn:aws:sagemaker:eu-west-1:111122223333:model/m'], ['iam:PassRole', 'arn:aws:iam::111122223333:role/r']]],
  ])('%s.%s is marked as derived', (service, operation, parameters, expected) => {
    const needed = requirementsOf(callOf({ service, operation, parameters }), facts);
    expect(needed.map(({ action, resource }) => [action, resource])).toEqual(expect.arrayContaining(expected.map((pair) => [...pair])));
    expect(needed.every(({ derived }) => derived)).toBe(true);
  });

  it('is never nothing, for every operation of every service', () => {
    for (const { service } of listRoutedServices()) {
      for (const { name, input } of findServiceRoutes(service)?.values() ?? []) {
        const call = callOf({ service, operation: name, parameters: generateInput(input, 'required') });
        let needed: readonly CallRequirement[];
        try {
          needed = requirementsOf(call, facts);
        } catch (error) {
          expect(error).toMatchObject({ code: 'IncompleteCall' });
          continue;
        }
        expect(needed.length, `${service}.${name}`).toBeGreaterThan(0);
      }
    }
  });
});

describe('a call that does not say what it is about', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['s3', 'GetObject', { Bucket: 'b' }],
    ['s3', 'CopyObject', { Bucket: 'b', Key: 'k', CopySource: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/a/object/k' }],
    ['s3', 'CopyObject', { Bucket: 'b', Key: 'k', CopySource: 'b/%ZZ' }],
    ['s3', 'CopyObject', { Bucket: 'b', Key: 'k', CopySource: 'b/a+c' }],
    ['s3', 'CopyObject', { Bucket: 'b', Key: 'k', CopySource: 'b/../c/k' }],
    ['s3', 'UploadPartCopy', { Bucket: 'b', Key: 'k', CopySource: 'b/%2e%2e/c/k' }],
    ['s3', 'DeleteObjects', { Bucket: 'b', Delete: { Objects: [] } }],
    ['dynamodb', 'GetItem', { TableName: '../x', Key: {} }],
    ['dynamodb', 'BatchGetItem', { RequestItems: {} }],
    ['dynamodb', 'TransactWriteItems', { TransactItems: [{ Other: {} }] }],
    ['dynamodb', 'ExecuteStatement', { Statement: 'EXISTS(SELECT * FROM Orders)' }],
    ['dynamodb', 'ExecuteStatement', { Statement: "SELECT ' from Users ' FROM Orders --" }],
    ['dynamodb', 'ExecuteStatement', { Statement: 'SELECT "a from Users b" FROM Orders' }],
    ['sqs', 'SendMessage', { QueueUrl: 'https://sqs/111122223333/jobs?x=/444455556666/theirs' }],
    ['sqs', 'SendMessage', { QueueUrl: 'https://sqs.us-west-2.amazonaws.com/111122223333/jobs' }],
    ['sqs', 'SendMessage', { QueueUrl: 'http://localhost:4566/queue/us-west-2/111122223333/jobs' }],
    ['kinesis', 'GetRecords', { ShardIterator: 'BBBB' }],
    ['sqs', 'CancelMessageMoveTask', { TaskHandle: 'x' }],
    ['kms', 'Decrypt', { CiphertextBlob: 'BBBB' }],
    ['kms', 'Encrypt', { KeyId: 'alias/unknown' }],
    ['kms', 'DeleteAlias', { AliasName: 'alias/unknown' }],
    ['lambda', 'Invoke', { FunctionName: 'resize:prod', Qualifier: 'dev' }],
    ['kinesis', 'PutRecord', { StreamName: 'a', StreamARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/b' }],
    ['ec2', 'RunInstances', { ImageId: 'ami-1', IamInstanceProfile: { Name: 'unknown' } }],
    ['ec2', 'CreateTags', { Resources: ['strange-1'] }],
    ['logs', 'PutLogEvents', { logGroupName: 'a:b' }],
    ['secretsmanager', 'GetSecretValue', { SecretId: 'arn:aws:kms:eu-west-1:111122223333:key/1' }],
    ['cloudformation', 'ExecuteChangeSet', { ChangeSetName: 'arn:aws:cloudformation:eu-west-1:111122223333:changeSet/c/1' }],
    ['apigateway', 'GetRestApi', {}],
  ])('is refused: %s.%s %j', (service, operation, parameters) => {
    expect(() => requirementsOf(callOf({ service, operation, parameters }), rowFacts)).toThrow(expect.objectContaining({ code: 'IncompleteCall' }) as Error);
  });
});
