import { describe, expect, it } from 'vitest';
import { actionsOn, callFor, neighbourOf } from './case-request.ts';

const place = { partition: 'aws', region: 'eu-central-1', account: '123456789012' };
const here = 'eu-central-1:123456789012';

describe('the call that a statement is for', () => {
  it.each([
    ['s3:GetObject*', 'arn:aws:s3:::pictures/a/*', 's3:GetObject', 'arn:aws:s3:::pictures/a/example'],
    ['s3:GetBucket*', 'arn:aws:s3:::pictures', 's3:GetBucketAcl', 'arn:aws:s3:::pictures'],
    ['dynamodb:Query', `arn:aws:dynamodb:${here}:table/orders/index/*`, 'dynamodb:Query', `arn:aws:dynamodb:${here}:table/orders/index/example`],
    ['sqs:SendMessage', '*', 'sqs:SendMessage', `arn:aws:sqs:${here}:example`],
    ['xray:PutTraceSegments', '*', 'xray:PutTraceSegments', '*'],
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:${here}:secret:db-??????`, 'secretsmanager:GetSecretValue', `arn:aws:secretsmanager:${here}:secret:db-xxxxxx`],
  ])('%s on %s', (pattern, resource, action, concrete) => {
    expect(callFor(pattern, resource, place)).toEqual({ action, resource: concrete });
  });

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::pictures'],
    ['s3:GetBucketAcl', 'arn:aws:s3:::pictures/a.png'],
    ['dynamodb:GetRecords', `arn:aws:dynamodb:${here}:table/orders`],
    ['dynamodb:NoSuchThing', `arn:aws:dynamodb:${here}:table/orders`],
    ['sqs:SendMessage', 'not-an-arn'],
    ['*', '*'],
  ])('there is none: %s on %s', (pattern, resource) => {
    expect(callFor(pattern, resource, place)).toBeUndefined();
  });
});

describe('a neighbour', () => {
  it.each([
    ['arn:aws:s3:::pictures', 'arn:aws:s3:::other-pictures'],
    ['arn:aws:s3:::pictures/a/*', 'arn:aws:s3:::other-pictures/a/example'],
    [`arn:aws:dynamodb:${here}:table/orders/index/*`, `arn:aws:dynamodb:${here}:table/other-orders/index/example`],
    [`arn:aws:logs:${here}:log-group:g:*`, `arn:aws:logs:${here}:log-group:other-g:example`],
    ['arn:aws:apigateway:eu-central-1::/apikeys/k', 'arn:aws:apigateway:eu-central-1::/apikeys/other-k'],
    [`arn:aws:ssm:${here}:parameter/a/b`, `arn:aws:ssm:${here}:parameter/other-a/b`],
    [`arn:aws:sqs:${here}:q`, `arn:aws:sqs:${here}:other-q`],
    [`arn:aws:execute-api:${here}:api/*/GET/orders`, `arn:aws:execute-api:${here}:other-api/example/GET/orders`],
  ])('of %s is %s', (resource, neighbour) => {
    expect(neighbourOf(resource)).toBe(neighbour);
  });

  it.each(['*', `arn:aws:dynamodb:${here}:table/*`, 'arn:aws:s3:::*', 'no-arn'])('%s has none', (resource) => {
    expect(neighbourOf(resource)).toBeUndefined();
  });
});

it('the actions on a resource are those that AWS authorizes there', () => {
  const names = actionsOn('dynamodb', `arn:aws:dynamodb:${here}:table/orders`).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['GetItem', 'DeleteTable']));
  expect(names).not.toContain('ListTables');
  expect(names).not.toContain('GetRecords');
  expect(actionsOn('dynamodb', 'nothing')).toEqual([]);
});
