import { CreateQueueCommand, GetQueueUrlCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allow, failure, rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { userOf } from '../protocol/organization.ts';
import { startFauxqsUpstream } from './real-upstreams/fauxqs.ts';

// The account of this upstream's queues.
const account = '000000000000';
let fauxqs: Awaited<ReturnType<typeof startFauxqsUpstream>>;
let server: LocalServer;

beforeAll(async () => {
  fauxqs = await startFauxqsUpstream();
  server = await LocalServer.start({ account, upstreams: { sqs: { url: fauxqs.url } } });
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', server.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  return () => void vi.unstubAllEnvs();
});
afterAll(async () => {
  await server.close();
  await fauxqs.close();
  expect(server.faults).toEqual([]);
});

/** A client that knows the gate by `AWS_ENDPOINT_URL` alone: it sends messages to wherever the URL of their queue says. */
const client = (credentials = rootKey): SQSClient => new SQSClient({ credentials, maxAttempts: 1 });

describe('the URL of a queue', () => {
  it("is one of the gate's, in every answer that has one", async () => {
    const sqs = client();
    const own = (name: string): string => `${server.url}/${account}/${name}`;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }));
    expect(QueueUrl).toBe(own('orders'));
    await sqs.send(new CreateQueueCommand({ QueueName: 'failed' }));
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'failed' }))).QueueUrl).toBe(own('failed'));
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls?.sort()).toEqual([own('failed'), own('orders')]);
  });

  it('leads messages through the gate', async () => {
    const { QueueUrl } = await client().send(new CreateQueueCommand({ QueueName: 'guarded' }));
    const ana = client(await userOf(server, rootKey, 'ana', allow('sqs:GetQueueUrl')));
    expect((await ana.send(new GetQueueUrlCommand({ QueueName: 'guarded' }))).QueueUrl).toBe(QueueUrl);
    expect((await failure(ana.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' })))).message).toContain(`is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:${account}:guarded`);
    expect(fauxqs.server.inspectQueue('guarded')?.messages.ready).toEqual([]);
    await client().send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' }));
    expect(fauxqs.server.inspectQueue('guarded')?.messages.ready).toHaveLength(1);
  });
});
