import { expect, it } from 'vitest';
import { creates } from './creation.ts';

const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:111111111111:${resource}`;

it.each<[operation: string, arn: string, creates: boolean, parameters?: Readonly<Record<string, unknown>>]>([
  ['CreateBucket', 'arn:aws:s3:::photos', true],
  ['PutObject', 'arn:aws:s3:::photos/k', false],
  ['CreateMultipartUpload', 'arn:aws:s3:::photos/k', false],
  ['CreateQueue', arn('sqs', 'q'), true],
  ['CreateTopic', arn('sns', 't'), true],
  ['CreatePlatformApplication', arn('sns', 'app/GCM/a'), false],
  ['CreateTable', arn('dynamodb', 'table/t'), true],
  ['CreateBackup', arn('dynamodb', 'table/t'), false],
  ['CreateFunction', arn('lambda', 'function:f'), true],
  ['CreateAlias', arn('lambda', 'function:f'), false],
  ['CreateFunctionUrlConfig', arn('lambda', 'function:f'), false],
  ['CreateAlias', arn('kms', 'alias/a'), true],
  ['CreateAlias', arn('kms', 'key/k'), false],
  ['CreateGrant', arn('kms', 'key/k'), false],
  ['CreateLogGroup', arn('logs', 'log-group:g'), true],
  ['CreateLogStream', arn('logs', 'log-group:g'), false],
  ['CreateEventBus', arn('events', 'event-bus/b'), true],
  ['CreateStateMachine', arn('states', 'stateMachine:s'), true],
  ['RegisterTaskDefinition', arn('ecs', 'task-definition/t:*'), true],
  ['RegisterTargets', arn('elasticloadbalancing', 'targetgroup/g/1'), false],
  ['PutParameter', arn('ssm', 'parameter/p'), true],
  ['PutParameter', arn('ssm', 'parameter/p'), false, { Overwrite: true }],
  ['CreateDatabase', arn('glue', 'catalog'), false],
  ['CreateDatabase', arn('glue', 'database/d'), true],
  ['CreateAnything', '*', false],
])('%s of %s makes it: %s', (operation, resource, expected, parameters = {}) => {
  expect(creates({ service: 's', actionPrefix: 's', operation, protocol: 'json', region: 'eu-west-1', parameters }, resource)).toBe(expected);
});
