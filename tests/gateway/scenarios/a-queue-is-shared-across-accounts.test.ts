import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, failure, policy, rootKey } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { userOf } from '../../protocol/organization.ts';
import { startFauxqsUpstream } from '../real-upstreams/fauxqs.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { clientOf } from './scenario.ts';

// The account of this upstream's queues.
const account = '000000000000';
const partner = '210987654321';
const queueArn = `arn:aws:sqs:us-east-1:${account}:orders`;
/** What another account's caller is told: no reason (R12.2). */
const denied = { code: 'AccessDeniedException', status: 400, message: `User: arn:aws:iam::${partner}:user/ben is not authorized to perform: sqs:SendMessage on resource: ${queueArn}` };
const benArn = `arn:aws:iam::${partner}:user/ben`;

let upstream: RealUpstream;
let server: LocalServer;
let QueueUrl: string;
let ben: Credentials;

beforeAll(async () => {
  upstream = await startFauxqsUpstream();
  server = await LocalServer.start({ account, standaloneAccounts: [partner], upstreams: { sqs: { url: upstream.url } } });
  QueueUrl = (await queues(rootKey).send(new CreateQueueCommand({ QueueName: 'orders' }))).QueueUrl ?? '';
  ben = await userOf(server, server.rootOf(partner), 'ben', allow('sqs:*', queueArn));
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

const queues = (as: Credentials): SQSClient => new SQSClient(clientOf(server, as));
const send = (MessageBody: string) => queues(ben).send(new SendMessageCommand({ QueueUrl, MessageBody }));
const share = (...statements: readonly object[]) => queues(rootKey).send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: statements.length === 0 ? '' : policy(...statements) } }));
const open = { Effect: 'Allow', Principal: { AWS: benArn }, Action: 'sqs:SendMessage', Resource: queueArn };

describe('a queue shared across accounts by its policy', () => {
  it('takes no message of another account without it', async () => {
    expect(await failure(send('early'))).toEqual(denied);
  });

  it('takes messages of whom it names, and lets him receive none (R8.7)', async () => {
    await share(open);
    await send('first');
    expect((await failure(queues(ben).send(new ReceiveMessageCommand({ QueueUrl })))).message).toContain(`is not authorized to perform: sqs:ReceiveMessage on resource: ${queueArn}`);
    const { Messages } = await queues(rootKey).send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['first']);
  });

  it('takes none where it denies, whatever it allows', async () => {
    await share(open, { Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: queueArn, Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } } });
    expect(await failure(send('denied'))).toEqual(denied);
  });

  it("is closed again without the policy, and without the user's own", async () => {
    await share(open);
    await send('second');
    await share();
    expect(await failure(send('late'))).toEqual(denied);
    await share(open);
    await server.iam(server.rootOf(partner)).send(new DeleteUserPolicyCommand({ UserName: 'ben', PolicyName: 'p' }));
    expect(await failure(send('later'))).toEqual(denied);
  });
});
