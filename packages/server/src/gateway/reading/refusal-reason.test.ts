import { describe, expect, it } from 'vitest';
import { refusalReason } from './refusal-reason.ts';

describe('the reason of a refusal', () => {
  it.each<[what: string, headers: Record<string, string>, body: string, reason: string]>([
    ['a header', { 'x-amzn-errortype': 'ResourceNotFoundException:http://internal.amazon.com/coral/' }, '{}', 'ResourceNotFoundException'],
    ['JSON', {}, '{"__type":"com.amazonaws.dynamodb.v20120810#PolicyNotFoundException","message":"m"}', 'PolicyNotFoundException'],
    ['JSON with a code', {}, '{"message":"m", "code": "NotFoundException"}', 'NotFoundException'],
    ['S3', {}, '<?xml version="1.0"?><Error><Code>NoSuchBucketPolicy</Code></Error>', 'NoSuchBucketPolicy'],
    ['the query protocol', {}, '<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code></Error></ErrorResponse>', 'NotFound'],
    ['nothing', {}, '', ''],
    ['a page', {}, '<html>Bad gateway</html>', ''],
    ['what is no name', {}, '<Error><Code>a b\n\u001b[31m</Code></Error>', ''],
    ['a header that is no name', { 'x-amzn-errortype': '<b>' }, '', ''],
    ['a name that is too long', {}, `{"__type":"${'a'.repeat(200)}"}`, ''],
  ])('is read from %s', (_, headers, body, reason) => {
    expect(refusalReason(headers, Buffer.from(body))).toBe(reason);
  });
});
