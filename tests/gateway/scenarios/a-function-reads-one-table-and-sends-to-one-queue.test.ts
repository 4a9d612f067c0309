import { BatchGetItemCommand, CreateTableCommand, DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { account, allow, failure, rootKey } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { startDynalite } from '../real-upstreams/dynalite.ts';
import { startFauxqsUpstream } from '../real-upstreams/fauxqs.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { clientOf, notAllowed, roleFor, sessionOf } from './scenario.ts';

const table = (name: string): string => `arn:aws:dynamodb:us-east-1:${account}:table/${name}`;
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:${account}:${name}`;
const me = `arn:aws:sts::${account}:assumed-role/OrdersFn/orders`;
const Key = { id: { S: '1' } };

let upstreams: readonly RealUpstream[];
let server: LocalServer;
let tables: DynamoDBClient;
let queues: SQSClient;
const queueUrl = (name: string): string => `${server.url}/${account}/${name}`;

beforeAll(async () => {
  const [dynalite, fauxqs] = [await startDynalite(), await startFauxqsUpstream()];
  upstreams = [dynalite, fauxqs];
  server = await LocalServer.start({ upstreams: { dynamodb: { url: dynalite.url }, sqs: { url: fauxqs.url } } });
  const root = new DynamoDBClient(clientOf(server, rootKey));
  for (const TableName of ['Orders', 'Payments']) {
    await root.send(new CreateTableCommand({ TableName, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingMode: 'PAY_PER_REQUEST' }));
    await vi.waitFor(() => root.send(new PutItemCommand({ TableName, Item: { ...Key, of: { S: TableName } } })));
  }
  for (const QueueName of ['orders', 'payments']) await new SQSClient(clientOf(server, rootKey)).send(new CreateQueueCommand({ QueueName }));
  const role = await roleFor(server, 'lambda.amazonaws.com', 'OrdersFn', allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], table('Orders')), allow('sqs:SendMessage', queueArn('orders')));
  const session = await sessionOf(server, 'lambda.amazonaws.com', role, 'orders');
  tables = new DynamoDBClient(clientOf(server, session));
  queues = new SQSClient(clientOf(server, session));
});
afterAll(async () => {
  await server.close();
  for (const upstream of upstreams) await upstream.close();
  expect(server.faults).toEqual([]);
});

const received = async (name: string): Promise<readonly (string | undefined)[]> => {
  const { Messages = [] } = await new SQSClient(clientOf(server, rootKey)).send(new ReceiveMessageCommand({ QueueUrl: queueUrl(name), MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body }) => Body).sort();
};

describe('the role of a function', () => {
  it('reads its table, item by item and by queries', async () => {
    expect((await tables.send(new GetItemCommand({ TableName: 'Orders', Key }))).Item).toEqual({ ...Key, of: { S: 'Orders' } });
    expect((await tables.send(new QueryCommand({ TableName: 'Orders', KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: '1' } } }))).Count).toBe(1);
    expect((await tables.send(new BatchGetItemCommand({ RequestItems: { Orders: { Keys: [Key] } } }))).Responses).toEqual({ Orders: [{ ...Key, of: { S: 'Orders' } }] });
  });

  it('sends to its queue, one message or several', async () => {
    await queues.send(new SendMessageCommand({ QueueUrl: queueUrl('orders'), MessageBody: 'first' }));
    await queues.send(new SendMessageBatchCommand({ QueueUrl: queueUrl('orders'), Entries: [{ Id: 'a', MessageBody: 'second' }, { Id: 'b', MessageBody: 'third' }] }));
    expect(await received('orders')).toEqual(['first', 'second', 'third']);
  });

  it('is refused DeleteItem, whichever way, and nothing is gone', async () => {
    const message = notAllowed(me, 'dynamodb:DeleteItem', table('Orders'));
    expect(await failure(tables.send(new DeleteItemCommand({ TableName: 'Orders', Key })))).toEqual({ code: 'AccessDeniedException', status: 400, message });
    expect(await failure(tables.send(new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: 'Orders', Key } }] })))).toEqual({ code: 'AccessDeniedException', status: 400, message });
    expect((await tables.send(new GetItemCommand({ TableName: 'Orders', Key }))).Item).toBeDefined();
  });

  it('is refused every other table, by its name, by its ARN and among others', async () => {
    expect((await failure(tables.send(new GetItemCommand({ TableName: 'Payments', Key })))).message).toBe(notAllowed(me, 'dynamodb:GetItem', table('Payments')));
    expect((await failure(tables.send(new GetItemCommand({ TableName: table('Payments'), Key })))).message).toBe(notAllowed(me, 'dynamodb:GetItem', table('Payments')));
    expect((await failure(tables.send(new BatchGetItemCommand({ RequestItems: { Orders: { Keys: [Key] }, Payments: { Keys: [Key] } } })))).message).toBe(notAllowed(me, 'dynamodb:BatchGetItem', table('Payments')));
    expect((await failure(tables.send(new ScanCommand({ TableName: 'Orders' })))).message).toBe(notAllowed(me, 'dynamodb:Scan', table('Orders')));
  });

  it('is refused every other queue, and to receive', async () => {
    expect((await failure(queues.send(new SendMessageCommand({ QueueUrl: queueUrl('payments'), MessageBody: 'm' })))).message).toBe(notAllowed(me, 'sqs:SendMessage', queueArn('payments')));
    expect((await failure(queues.send(new ReceiveMessageCommand({ QueueUrl: queueUrl('orders') })))).message).toBe(notAllowed(me, 'sqs:ReceiveMessage', queueArn('orders')));
    expect(await received('payments')).toEqual([]);
  });

  it('is refused what it was allowed as soon as its policy is gone, in the same session', async () => {
    await server.iam().send(new DeleteRolePolicyCommand({ RoleName: 'OrdersFn', PolicyName: 'p' }));
    expect((await failure(tables.send(new GetItemCommand({ TableName: 'Orders', Key })))).message).toBe(notAllowed(me, 'dynamodb:GetItem', table('Orders')));
  });
});
