import { expect, it } from 'vitest';
import { accountIn, policyHolders, rootResource, withAccount, withoutAccount, withoutSuffix } from './resource-arn.ts';

const a = '111111111111';
const arn = (service: string, resource: string, account = a): string => `arn:aws:${service}:eu-west-1:${account}:${resource}`;

it.each<[arn: string, root: string, holders: readonly string[]]>([
  ['arn:aws:s3:::photos', 'arn:aws:s3:::photos', ['arn:aws:s3:::photos']],
  ['arn:aws:s3:::photos/a/b:c', 'arn:aws:s3:::photos', ['arn:aws:s3:::photos']],
  [arn('dynamodb', 'table/t'), arn('dynamodb', 'table/t'), [arn('dynamodb', 'table/t')]],
  [arn('dynamodb', 'table/t/index/i'), arn('dynamodb', 'table/t'), [arn('dynamodb', 'table/t')]],
  [arn('dynamodb', 'table/t/stream/2026'), arn('dynamodb', 'table/t'), [arn('dynamodb', 'table/t/stream/2026')]],
  [arn('lambda', 'function:f'), arn('lambda', 'function:f'), [arn('lambda', 'function:f')]],
  [arn('lambda', 'function:f:live'), arn('lambda', 'function:f'), [arn('lambda', 'function:f:live')]],
  [arn('sns', 't:1b2c'), arn('sns', 't'), [arn('sns', 't')]],
  [arn('sqs', 'q'), arn('sqs', 'q'), [arn('sqs', 'q')]],
  [arn('logs', 'log-group:/aws/f:log-stream:s'), arn('logs', 'log-group:/aws/f'), [arn('logs', 'log-group:/aws/f')]],
  [arn('kinesis', 'stream/s/consumer/c:1'), arn('kinesis', 'stream/s'), [arn('kinesis', 'stream/s/consumer/c:1')]],
  [arn('events', 'rule/r'), arn('events', 'event-bus/default'), [arn('events', 'event-bus/default')]],
  [arn('events', 'rule/bus/r'), arn('events', 'event-bus/bus'), [arn('events', 'event-bus/bus')]],
  [arn('events', 'event-bus/bus'), arn('events', 'event-bus/bus'), [arn('events', 'event-bus/bus')]],
  [arn('ecr', 'repository/a/b'), arn('ecr', 'repository/a/b'), [arn('ecr', 'repository/a/b'), arn('ecr', '*')]],
  [arn('kms', 'key/k'), arn('kms', 'key/k'), [arn('kms', 'key/k')]],
  ['arn:aws:apigateway:eu-west-1::/restapis', 'arn:aws:apigateway:eu-west-1::/restapis', ['arn:aws:apigateway:eu-west-1::/restapis']],
  ['arn:aws:apigateway:eu-west-1::/restapis/a1/stages', 'arn:aws:apigateway:eu-west-1::/restapis/a1', ['arn:aws:apigateway:eu-west-1::/restapis/a1']],
  ['arn:aws:apigateway:eu-west-1::/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fa1%2Fstages%2Fv1', 'arn:aws:apigateway:eu-west-1::/restapis/a1', ['arn:aws:apigateway:eu-west-1::/restapis/a1']],
])('%s lies in its resource, and the policies that decide are that resource’s (R3.12, R11.25, R11.26)', (given, root, holders) => {
  expect(rootResource(given)).toBe(root);
  expect(policyHolders(given)).toEqual(holders);
});

it('an ARN is told without, and with another, account', () => {
  expect(withoutAccount(arn('sqs', 'q:x'))).toBe('arn:aws:sqs:eu-west-1::q:x');
  expect(withAccount(arn('sqs', 'q:x'), '222222222222')).toBe(arn('sqs', 'q:x', '222222222222'));
  expect(withAccount('arn:aws:s3:::b', a)).toBe('arn:aws:s3:::b');
  expect(accountIn('arn:aws:s3:::b/1:2:3')).toBeUndefined();
  expect(accountIn(arn('sqs', 'q'))).toBe(a);
});

it('a stack is meant by its name, whatever its id', () => {
  expect(withoutSuffix(arn('cloudformation', 'stack/app/0a1b'))).toBe(arn('cloudformation', 'stack/app/*'));
  expect(withoutSuffix(arn('cloudformation', 'stack/app/*'))).toBeUndefined();
});

it('the end of a secret’s name is known by its form', () => {
  expect(withoutSuffix(arn('secretsmanager', 'secret:app/db-aB3dE6'))).toBe(arn('secretsmanager', 'secret:app/db'));
  expect(withoutSuffix(arn('secretsmanager', 'secret:app/db'))).toBeUndefined();
  expect(withoutSuffix(arn('sqs', 'q-aB3dE6'))).toBeUndefined();
});
