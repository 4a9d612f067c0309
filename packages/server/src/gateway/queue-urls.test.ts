import { describe, expect, it } from 'vitest';
import { withOwnQueueUrls } from './queue-urls.ts';

const changed = (body: string): string | Uint8Array | undefined => withOwnQueueUrls({ status: 200, headers: new Map(), body: Buffer.from(body) }, 'http://gate:4600')?.body;

describe('URLs of queues in an answer', () => {
  it.each([
    ['{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/orders"}', '{"QueueUrl":"http://gate:4600/123456789012/orders"}'],
    ['{"QueueUrls":["http://a:1/123456789012/b.fifo","http://c/queue/eu-west-1/123456789012/d"],"NextToken":"t"}', '{"QueueUrls":["http://gate:4600/123456789012/b.fifo","http://gate:4600/queue/eu-west-1/123456789012/d"],"NextToken":"t"}'],
    ['<QueueUrl>http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/$&</QueueUrl><QueueUrl>http://a/000000000000/b</QueueUrl>', '<QueueUrl>http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/$&</QueueUrl><QueueUrl>http://gate:4600/000000000000/b</QueueUrl>'],
    ['{"note":"https://example.com/x","other":"http://a/1234/b"}', '{"note":"https://example.com/x","other":"http://a/1234/b"}'],
  ])('are at the gate, and nothing else is changed: %s', (body, expected) => expect(changed(body)).toBe(expected));

  it('leave the head as it is, but for what was said of the body', () => {
    const headers = new Map([['x-amzn-requestid', 'r'], ['content-type', 'text/xml'], ['content-length', '9'], ['content-encoding', 'gzip'], ['connection', 'close']]);
    expect(withOwnQueueUrls({ status: 200, headers, body: Buffer.from('x') }, 'http://gate')).toEqual({ status: 200, headers: { 'x-amzn-requestid': 'r', 'content-type': 'text/xml' }, body: 'x' });
  });

  it('are left where the body cannot be read', () => {
    expect(withOwnQueueUrls({ status: 200, headers: new Map(), body: undefined }, 'http://gate')).toBeUndefined();
  });
});
