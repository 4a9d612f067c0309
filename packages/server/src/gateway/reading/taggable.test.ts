import { parseArn } from '@assent/policy';
import { describe, expect, it } from 'vitest';
import { isTaggable } from './taggable.ts';

describe('what has tags', () => {
  it.each<[service: string, resource: string, taggable: boolean]>([
    ['dynamodb', 'table/orders', true],
    ['dynamodb', 'table/orders/index/i', true],
    ['s3', 'photos', true],
    ['s3', 'photos/cat.jpg', true],
    ['kms', 'key/k', true],
    ['kms', 'alias/app', false],
    ['sqs', 'jobs', true],
    ['lambda', 'function:fn:live', true],
    ['lambda', 'layer:l:1', false],
    ['events', 'replay/r', false],
    // What the catalog does not know may have some.
    ['nothing', 'thing/x', true],
    ['kinesis', 'unheard-of/x', true],
  ])('is known by its kind: %s %s', (service, resource, taggable) => {
    const arn = parseArn(`arn:aws:${service}:eu-west-1:123456789012:${resource}`);
    expect(arn && isTaggable(arn)).toBe(taggable);
  });
});
