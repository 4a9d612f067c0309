import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand, GetLogEventsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { CreateClusterCommand, ECSClient, RegisterTaskDefinitionCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, rootKey } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { userOf } from '../../protocol/organization.ts';
import { startFauxqsUpstream } from '../real-upstreams/fauxqs.ts';
import { hasMoto, startMoto } from '../real-upstreams/moto.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { clientOf, notAllowed, roleFor, sessionOf } from './scenario.ts';

const tasks = 'ecs-tasks.amazonaws.com';
const taskArn = `arn:aws:sts::${account}:assumed-role/OrdersTask/task`;
const executionArn = `arn:aws:sts::${account}:assumed-role/OrdersExecution/execution`;
const group = `arn:aws:logs:us-east-1:${account}:log-group:/ecs/orders`;

let upstreams: RealUpstream[];
let server: LocalServer;
let task: Credentials;
let execution: Credentials;
let roles: { readonly task: string; readonly execution: string; readonly admin: string };

const readConfiguration = (as: Credentials) =>
  new S3Client({ ...clientOf(server, as), forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'orders-configuration', Key: 'app.json' })).then(({ Body }) => Body?.transformToString());

beforeAll(async () => {
  const fauxqs = await startFauxqsUpstream();
  const moto = hasMoto ? await startMoto() : undefined;
  upstreams = moto ? [fauxqs, moto] : [fauxqs];
  server = await LocalServer.start({ upstreams: { s3: { url: fauxqs.url }, ...(moto ? { '*': { url: moto.url } } : {}) } });
  const root = new S3Client({ ...clientOf(server, rootKey), forcePathStyle: true });
  await root.send(new CreateBucketCommand({ Bucket: 'orders-configuration' }));
  await root.send(new PutObjectCommand({ Bucket: 'orders-configuration', Key: 'app.json', Body: '{}' }));
  roles = {
    task: await roleFor(server, tasks, 'OrdersTask', allow('s3:GetObject', 'arn:aws:s3:::orders-configuration/*')),
    execution: await roleFor(server, tasks, 'OrdersExecution', allow('ecr:GetAuthorizationToken'), allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `${group}:log-stream:*`), allow('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:us-east-1:${account}:secret:orders-*`)),
    admin: await roleFor(server, 'ec2.amazonaws.com', 'Admin', allow('*')),
  };
  task = await sessionOf(server, tasks, roles.task, 'task');
  execution = await sessionOf(server, tasks, roles.execution, 'execution');
}, 60_000);
afterAll(async () => {
  await server.close();
  for (const upstream of upstreams) await upstream.close();
  expect(server.faults).toEqual([]);
});

describe('the two roles of a task', () => {
  it('are told apart: the task reads what its role allows, its execution does not', async () => {
    expect(await readConfiguration(task)).toBe('{}');
    expect((await failure(readConfiguration(execution))).message).toBe(notAllowed(executionArn, 's3:GetObject', '"arn:aws:s3:::orders-configuration/app.json"'));
  });

  it('are for tasks alone: no other service gets a session of them (R11.1)', async () => {
    await expect(sessionOf(server, 'lambda.amazonaws.com', roles.task, 'task')).rejects.toThrow(/"code":"forbidden"/);
    await expect(sessionOf(server, tasks, roles.admin, 'task')).rejects.toThrow(/"code":"forbidden"/);
  });

  it.runIf(hasMoto)("are told apart: the execution pulls images, reads the secret and writes the log, the task does none of it (needs moto's server)", { timeout: 60_000 }, async () => {
    const [secret] = await Promise.all([
      new SecretsManagerClient(clientOf(server, rootKey)).send(new CreateSecretCommand({ Name: 'orders-database', SecretString: 'password' })),
      new CloudWatchLogsClient(clientOf(server, rootKey)).send(new CreateLogGroupCommand({ logGroupName: '/ecs/orders' })),
    ]);
    const SecretId = secret.ARN ?? '';
    const stream = { logGroupName: '/ecs/orders', logStreamName: 'app' };
    const of = (as: Credentials) => ({ images: new ECRClient(clientOf(server, as)), secrets: new SecretsManagerClient(clientOf(server, as)), logs: new CloudWatchLogsClient(clientOf(server, as)) });
    const own = of(execution);
    expect((await own.images.send(new GetAuthorizationTokenCommand({}))).authorizationData).toHaveLength(1);
    expect((await own.secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('password');
    await own.logs.send(new CreateLogStreamCommand(stream));
    await own.logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message: 'started' }] }));
    const { events } = await new CloudWatchLogsClient(clientOf(server, rootKey)).send(new GetLogEventsCommand(stream));
    expect(events?.map(({ message }) => message)).toEqual(['started']);
    const other = of(task);
    expect((await failure(other.images.send(new GetAuthorizationTokenCommand({})))).message).toBe(notAllowed(taskArn, 'ecr:GetAuthorizationToken', '*'));
    expect((await failure(other.secrets.send(new GetSecretValueCommand({ SecretId })))).message).toBe(notAllowed(taskArn, 'secretsmanager:GetSecretValue', SecretId));
    expect((await failure(other.logs.send(new PutLogEventsCommand({ ...stream, logEvents: [] })))).message).toBe(notAllowed(taskArn, 'logs:PutLogEvents', `${group}:log-stream:app`));
  });

  it.runIf(hasMoto)("are passed by whoever may pass them, and no other role is (needs moto's server)", { timeout: 60_000 }, async () => {
    await new ECSClient(clientOf(server, rootKey)).send(new CreateClusterCommand({ clusterName: 'orders' }));
    const ec2 = new EC2Client(clientOf(server, rootKey));
    const [subnet] = (await ec2.send(new DescribeSubnetsCommand({}))).Subnets ?? [];
    const [{ GroupId } = {}] = (await ec2.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups ?? [];
    const passing = allow('iam:PassRole', [roles.task, roles.execution], { Condition: { StringEquals: { 'iam:PassedToService': tasks } } });
    const ecs = new ECSClient(clientOf(server, await userOf(server, rootKey, 'deployer', allow(['ecs:RegisterTaskDefinition', 'ecs:RunTask']), passing)));
    const register = (taskRoleArn: string) => ecs.send(new RegisterTaskDefinitionCommand({ family: 'orders', taskRoleArn, executionRoleArn: roles.execution, requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512', containerDefinitions: [{ name: 'app', image: 'orders', memory: 128 }] }));
    const run = (taskRoleArn?: string) => ecs.send(new RunTaskCommand({ cluster: 'orders', taskDefinition: 'orders:1', launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration: { subnets: [subnet?.SubnetId ?? ''], securityGroups: [GroupId ?? ''] } }, ...(taskRoleArn === undefined ? {} : { overrides: { taskRoleArn } }) }));
    const notPassed = { code: 'AccessDeniedException', status: 400, message: notAllowed(`arn:aws:iam::${account}:user/deployer`, 'iam:PassRole', roles.admin) };
    expect((await register(roles.task)).taskDefinition?.taskRoleArn).toBe(roles.task);
    expect(await failure(register(roles.admin))).toEqual(notPassed);
    expect(await failure(run(roles.admin))).toEqual(notPassed);
    const { tasks: [running] = [] } = await run(roles.task);
    expect(running?.overrides?.taskRoleArn).toBe(roles.task);
  });
});
