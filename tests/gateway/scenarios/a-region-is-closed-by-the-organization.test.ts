import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, failure } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { Organization, userOf } from '../../protocol/organization.ts';
import { LocalAgent } from '../local-agent.ts';
import { startDynalite } from '../real-upstreams/dynalite.ts';
import { startFauxqsUpstream } from '../real-upstreams/fauxqs.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { clientOf } from './scenario.ts';

let upstreams: readonly RealUpstream[];
let server: LocalServer;
let organization: Organization;
let member: string;
let ben: Credentials;

const tableOf = (region: string, TableName: string, as = ben) =>
  new DynamoDBClient(clientOf(server, as, region)).send(new CreateTableCommand({ TableName, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingMode: 'PAY_PER_REQUEST' }));
const tableArn = (region: string, name: string): string => `arn:aws:dynamodb:${region}:${member}:table/${name}`;

beforeAll(async () => {
  const [dynalite, fauxqs] = [await startDynalite(), await startFauxqsUpstream()];
  upstreams = [dynalite, fauxqs];
  server = await LocalServer.start({ upstreams: { dynamodb: { url: dynalite.url }, '*': { url: fauxqs.url } } });
  organization = await Organization.create(server);
  member = await organization.account('member');
  ben = await userOf(server, await organization.enter(member), 'ben', { Effect: 'Allow', Action: '*', Resource: '*' });
});
afterAll(async () => {
  await server.close();
  for (const upstream of upstreams) await upstream.close();
  expect(server.faults).toEqual([]);
});

describe('an organization that closes regions to its members', () => {
  it('leaves them open until the policy is attached', async () => {
    expect((await tableOf('us-west-2', 'before')).TableDescription?.TableName).toBe('before');
  });

  it('keeps the others open, and refuses what is closed with the reason', async () => {
    const guardrail = await organization.policy('regions', [{ Sid: 'EuropeOnly', Effect: 'Deny', NotAction: ['iam:*', 'sts:*', 'organizations:*'], Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } } }]);
    await organization.attach(guardrail, member);
    await tableOf('eu-west-1', 'after');
    expect((await new SQSClient(clientOf(server, ben, 'eu-central-1')).send(new CreateQueueCommand({ QueueName: 'q' }))).QueueUrl).toBeDefined();
    const refused = (action: string, resource: string): RegExp => new RegExp(`^User: arn:aws:iam::${member}:user/ben is not authorized to perform: ${action} on resource: ${resource.replaceAll('*', '\\*')} with an explicit deny in a service control policy(?:: arn:aws:organizations::${account}:policy/\\S+)?$`);
    expect(await failure(tableOf('us-west-2', 'late'))).toMatchObject({ code: 'AccessDeniedException', status: 400, message: expect.stringMatching(refused('dynamodb:CreateTable', tableArn('us-west-2', 'late'))) as string });
    expect((await failure(new SQSClient(clientOf(server, ben, 'us-west-2')).send(new CreateQueueCommand({ QueueName: 'q' })))).message).toMatch(refused('sqs:CreateQueue', `arn:aws:sqs:us-west-2:${member}:q`));
    expect((await new DynamoDBClient(clientOf(server, ben, 'eu-west-1')).send(new ListTablesCommand({}))).TableNames).not.toContain('late');
  });

  it('refuses whoever signs for an open region and names a closed one in the host', async () => {
    const client = new DynamoDBClient({ ...clientOf(server, ben, 'eu-west-1'), endpoint: `http://dynamodb.us-west-2.localhost:${new URL(server.url).port}`, requestHandler: { httpAgent: new LocalAgent() } });
    expect((await failure(client.send(new ListTablesCommand({})))).message).toContain('the host is of another region than the signature');
  });

  it('keeps global services open, and the management account out of it (R10.2)', async () => {
    expect((await server.iam(ben).send(new ListRolesCommand({}))).Roles?.map(({ RoleName }) => RoleName)).toContain('OrganizationAccountAccessRole');
    await tableOf('us-west-2', 'own', organization.administrator);
  });
});
