import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUpstream } from '../gateway/upstream-server.ts';
import type { UpstreamServer } from '../gateway/upstream-server.ts';
import { account, allow, policy } from './aws-clients.ts';
import { assentRun, programOf } from './run-process.ts';
import type { RunEnd } from './run-process.ts';
import { dataFolder, ServerProcess } from './server-process.ts';

const hasCli = spawnSync('aws', ['--version']).status === 0;
const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const assent = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

const orders = `arn:aws:dynamodb:us-east-1:${account}:table/Orders`;
const secret = `arn:aws:secretsmanager:us-east-1:${account}:secret:db-AbCdEf`;
const parameter = `arn:aws:ssm:us-east-1:${account}:parameter/app/key`;
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const trusting = (Service: string): string => policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });

const work = dataFolder();
let upstream: UpstreamServer;
let server: ServerProcess;

/** Answers in the place of the services, whoever asks. */
const answers: Readonly<Record<string, object>> = {
  'secretsmanager.GetSecretValue': { SecretString: '{"user":"app","password":"p4ss"}' },
  'AmazonSSM.GetParameters': { Parameters: [{ Name: '/app/key', Value: 'k3y' }] },
  'AmazonEC2ContainerRegistry_V20150921.BatchGetImage': { images: [{ imageManifest: '{"layers":[{"digest":"sha256:a"}]}' }] },
};

beforeAll(async () => {
  upstream = await startUpstream(({ headers }, response) => void response.end(JSON.stringify(answers[String(headers['x-amz-target'])] ?? {})));
  mkdirSync(join(work.path, 'data'));
  server = await ServerProcess.start(join(work.path, 'data'), ['--upstream', `*=${upstream.url}`]);
  const iam = server.iam();
  const make = async (RoleName: string, service: string, ...statements: object[]): Promise<void> => {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting(service) }));
    if (statements.length > 0) await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: policy(...statements) }));
  };
  await make('OrdersFn', 'lambda.amazonaws.com', allow('dynamodb:GetItem', orders));
  await make('Web', 'ec2.amazonaws.com', allow('dynamodb:GetItem', orders));
  await make('Glue', 'glue.amazonaws.com');
  await make('Task', 'ecs-tasks.amazonaws.com', allow('dynamodb:GetItem', orders));
  await make('Execution', 'ecs-tasks.amazonaws.com', allow('secretsmanager:GetSecretValue', secret), allow('ssm:GetParameters', parameter));
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
  work.remove();
});

const run = (args: readonly string[], options: Partial<Parameters<typeof assentRun>[1]> = {}): Promise<RunEnd> => assentRun(['--data', 'data', ...args], { cwd: work.path, ...options });
const fileIn = (name: string): string => join(work.path, name);
const readJson = <T>(name: string): T => JSON.parse(readFileSync(fileIn(name), 'utf8')) as T;

describe('assent run', { timeout: 60_000 }, () => {
  it('runs a program as a role, and gives the policy with which the refused call passes', async () => {
    const first = await run(['--role', 'OrdersFn', '--policy', 'smallest.json', '--report', 'report.json', '--', ...programOf('orders')]);
    expect(first).toMatchObject({ status: 3, out: `arn:aws:sts::${account}:assumed-role/OrdersFn/OrdersFn\nAccessDeniedException\n` });
    expect(first.error).toContain(`as ${roleArn('OrdersFn')} (lambda.amazonaws.com): 3 calls, 1 refused\n`);
    expect(first.error).toContain(`  allowed 1x dynamodb:GetItem ${orders}\n  refused 1x dynamodb:DeleteItem ${orders}\n    User: arn:aws:sts::${account}:assumed-role/OrdersFn/OrdersFn is not authorized to perform: dynamodb:DeleteItem on resource: ${orders} because no identity-based policy allows the dynamodb:DeleteItem action\n`);
    const smallest = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['dynamodb:DeleteItem', 'dynamodb:GetItem'], Resource: orders }] };
    expect(readJson('smallest.json')).toEqual(smallest);
    expect(readJson('report.json')).toMatchObject({ status: 3, application: { role: roleArn('OrdersFn'), calls: [{ operation: 'GetCallerIdentity' }, { operation: 'GetItem' }, { operation: 'DeleteItem', code: 'AccessDeniedException' }], policy: smallest, remarks: [] } });

    const lint = spawnSync(process.execPath, [assent, 'lint', 'smallest.json', '--fail-on', 'warning'], { cwd: work.path, encoding: 'utf8' });
    expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining('0 errors, 0 security warnings, 0 warnings')]);

    await server.iam().send(new PutRolePolicyCommand({ RoleName: 'OrdersFn', PolicyName: 'own', PolicyDocument: readFileSync(fileIn('smallest.json'), 'utf8') }));
    const second = await run(['--role', 'OrdersFn', '--', ...programOf('orders')]);
    expect(second).toMatchObject({ status: 0, out: expect.stringContaining('deleted\n') as string });
    expect(second.error).toContain('3 calls, 0 refused');
  });

  it('reaches a server elsewhere by its addresses and its token', async () => {
    const away = await assentRun(['--server', server.url, '--admin', server.adminUrl, '--admin-token-file', 'data/admin-token', '--role', roleArn('OrdersFn'), '--', process.execPath, '-p', '1'], { cwd: work.path });
    expect(away).toMatchObject({ status: 0, out: '1\n', error: expect.stringContaining('0 calls, 0 refused\n\nNo policy is needed.') as string });
  });

  it('serves the metadata of an instance, from which the SDK takes its credentials', async () => {
    const { status, out, error } = await run(['--imds', '--role', 'Web', '--', ...programOf('orders')]);
    expect([status, out]).toEqual([3, expect.stringMatching(new RegExp(`^arn:aws:sts::${account}:assumed-role/Web/i-[0-9a-f]{17}\\nAccessDeniedException\\n$`))]);
    expect(error).toContain(`as ${roleArn('Web')} (ec2.amazonaws.com): 3 calls, 1 refused\n`);
  });

  it.runIf(hasBoto3)('gives boto3 its credentials, as a container and as an instance (needs boto3)', async () => {
    const script = "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'], boto3.session.Session().get_credentials().method, boto3.session.Session().region_name)";
    const container = await run(['--role', 'OrdersFn', '--region', 'eu-west-1', '--', 'python3', '-c', script]);
    expect([container.status, container.out]).toEqual([0, `arn:aws:sts::${account}:assumed-role/OrdersFn/OrdersFn container-role eu-west-1\n`]);
    const instance = await run(['--role', 'Web', '--imds', '--', 'python3', '-c', script]);
    expect([instance.status, instance.out]).toEqual([0, expect.stringMatching(/assumed-role\/Web\/i-[0-9a-f]{17} iam-role us-east-1\n$/)]);
  });

  it.runIf(hasCli)('gives the AWS CLI its credentials (needs the AWS CLI)', async () => {
    const { status, out } = await run(['--role', 'OrdersFn', '--', 'aws', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text']);
    expect([status, out]).toEqual([0, `arn:aws:sts::${account}:assumed-role/OrdersFn/OrdersFn\n`]);
  });

  it('passes signals on, and then still reports', async () => {
    const waits = "process.on('SIGTERM', () => process.exit(9)); console.log('ready'); setInterval(() => {}, 1000)";
    const { status, error } = await run(['--role', 'OrdersFn', '--', process.execPath, '-e', waits], { onOutput: (out, child) => void (out === 'ready\n' && child.kill('SIGTERM')) });
    expect([status, error]).toEqual([9, expect.stringContaining('0 calls, 0 refused')]);
  });

  it('has a server of its own where none runs on the data, and leaves it as it was', async () => {
    const path = join(work.path, 'own');
    const before = await ServerProcess.start(path);
    await before.iam().send(new CreateRoleCommand({ RoleName: 'Own', AssumeRolePolicyDocument: trusting('ecs-tasks.amazonaws.com') }));
    expect(existsSync(join(path, 'addresses.json'))).toBe(true);
    await before.stop();
    expect(existsSync(join(path, 'addresses.json'))).toBe(false);
    const config = readFileSync(join(path, 'aws-config'), 'utf8');
    const { status, error } = await assentRun(['--data', 'own', '--upstream', `*=${upstream.url}`, '--role', 'Own', '--audit', 'own.jsonl', '--', ...programOf('orders')], { cwd: work.path });
    expect([status, error]).toEqual([1, expect.stringContaining(`as ${roleArn('Own')} (ecs-tasks.amazonaws.com): 2 calls, 1 refused`)]);
    expect(readFileSync(fileIn('own.jsonl'), 'utf8')).toContain('"errorCode":"AccessDeniedException"');
    expect(readFileSync(join(path, 'aws-config'), 'utf8')).toBe(config);
    const after = await ServerProcess.start(path);
    await after.stop();
  });

  it('needs no data where the role may do nothing yet', async () => {
    const { status, out, error } = await assentRun(['--memory', '--enforce', 'audit', '--upstream', `*=${upstream.url}`, '--role', 'app/New', '--policy', 'new.json', '--', ...programOf('orders')], { cwd: work.path });
    expect([status, out]).toEqual([0, `arn:aws:sts::${account}:assumed-role/New/New\ndeleted\n`]);
    expect(error).toContain('3 calls, 0 refused, 2 would be refused\n');
    expect(readJson('new.json')).toMatchObject({ Statement: [{ Action: ['dynamodb:DeleteItem', 'dynamodb:GetItem'], Resource: orders }] });
  });

  it.each<[name: string, args: readonly string[], error: string]>([
    ['no such role', ['--role', 'Nobody'], `there is no role ${roleArn('Nobody')}, or it trusts none of lambda.amazonaws.com, ecs-tasks.amazonaws.com, ec2.amazonaws.com: name the service of its trust policy with --service`],
    ['a role of another service', ['--role', 'Glue'], `there is no role ${roleArn('Glue')}, or it trusts none of`],
    ['a service that the role does not trust', ['--role', 'Glue', '--service', 'lambda.amazonaws.com'], `the role ${roleArn('Glue')} cannot be assumed by lambda.amazonaws.com`],
    ['a server that has options of its own', ['--role', 'Glue', '--upstream', '*=http://127.0.0.1:1'], 'a server runs on `data` already, by options of its own: leave out --upstream, or stop it'],
    ['a folder without data', ['--role', 'Glue', '--data', 'none'], 'there is no data in `none`'],
    ['a server that is not there', ['--role', 'Glue', '--server', 'http://127.0.0.1:9', '--admin', 'http://127.0.0.1:9', '--admin-token-file', 'data/admin-token'], 'the admin interface at http://127.0.0.1:9 cannot be reached'],
  ])('says in one line what to do about %s', async (_name, args, expected) => {
    const folder = args.includes('--data') || args.includes('--server') ? [] : ['--data', 'data'];
    const { status, out, error } = await assentRun([...folder, ...args, '--', process.execPath, '-p', '1'], { cwd: work.path });
    expect([status, out]).toEqual([125, '']);
    expect(error).toMatch(/^assent: [^\n]+\n$/);
    expect(error).toContain(expected);
    expect(existsSync(fileIn('none'))).toBe(false);
  });

  it('takes the service of a trust policy that none knows', async () => {
    expect(await run(['--role', 'Glue', '--service', 'glue.amazonaws.com', '--', process.execPath, '-p', '1'])).toMatchObject({ status: 0, out: '1\n' });
  });

  it('leaves --help to the program behind `--`', async () => {
    const { out } = await run(['--role', 'OrdersFn', '--', process.execPath, '--help']);
    expect(out).toContain('Usage: node');
  });
});

describe('assent run of a task', { timeout: 60_000 }, () => {
  const task = ['--task-role', 'Task', '--execution-role', 'Execution', '--secret', `DB_PASSWORD=${secret}:password::`, '--secret', `API_KEY=${parameter}`];

  it('reads what is injected as the execution role, whose credentials the application cannot have', async () => {
    const { status, out, error } = await run([...task, '--report', 'task.json', '--', ...programOf('escape')], { env: { ASSENT_ADMIN_TOKEN: readFileSync(fileIn('data/admin-token'), 'utf8').trim() } });
    expect(error).toContain(`assent: the start of the task as ${roleArn('Execution')} (ecs-tasks.amazonaws.com): 2 calls, 0 refused\n`);
    expect([status, JSON.parse(out)]).toEqual([0, { roles: [roleArn('Task')], password: 'p4ss', key: 'k3y', own: [] }]);
    expect(readJson('task.json')).toMatchObject({ application: { role: roleArn('Task'), calls: [] }, start: { role: roleArn('Execution'), policy: { Statement: [{ Action: 'secretsmanager:GetSecretValue', Resource: secret }, { Action: 'ssm:GetParameters', Resource: parameter }] } } });
    for (const text of [error, readFileSync(fileIn('task.json'), 'utf8')]) expect(text).not.toMatch(/p4ss|k3y/);
  });

  it('gives the application what the task role may, and nothing of the execution role', async () => {
    const { out, error } = await run([...task, '--', ...programOf('orders')]);
    expect(out).toMatch(new RegExp(`^arn:aws:sts::${account}:assumed-role/Task/[0-9a-f]{32}\\nAccessDeniedException\\n$`));
    expect(error).toContain(`as ${roleArn('Task')} (ecs-tasks.amazonaws.com): 3 calls, 1 refused\n`);
  });

  it('does not start what the execution role may not, and tells the policy for it', async () => {
    const image = `${account}.dkr.ecr.us-east-1.amazonaws.com/orders:1`;
    const { status, out, error } = await run([...task, '--image', image, '--report', 'refused.json', '--', process.execPath, '-p', '1']);
    expect([status, out]).toEqual([125, '']);
    expect(error).toMatch(new RegExp(`^assent: the image ${image} cannot be pulled with the execution role: AccessDeniedException: User: [^\\n]*ecr:GetAuthorizationToken`));
    expect(readJson('refused.json')).toMatchObject({ status: 125, start: { policy: { Statement: [{ Action: 'ecr:GetAuthorizationToken', Resource: '*' }] } } });
  });

  it('asks for the image and the log as ECS does, and tells all that this takes', async () => {
    const audit = ['--memory', '--enforce', 'audit', '--upstream', `*=${upstream.url}`];
    const { status, out, error } = await assentRun([...audit, ...task, '--image', `${account}.dkr.ecr.us-east-1.amazonaws.com/orders:1`, '--log-group', '/ecs/orders', '--report', 'whole.json', '--', process.execPath, '-e', "console.log('one\\ntwo'); process.exitCode = 4"], { cwd: work.path });
    expect([status, out, error]).toEqual([4, 'one\ntwo\n', expect.stringContaining('8 calls, 0 refused, 8 would be refused')]);
    const logged = upstream.received.filter(({ headers }) => headers['x-amz-target'] === 'Logs_20140328.PutLogEvents').map(({ body }) => JSON.parse(String(body)) as { logGroupName: string; logEvents: readonly { message: string }[] });
    expect(logged).toMatchObject([{ logGroupName: '/ecs/orders', logEvents: [{ message: 'one' }, { message: 'two' }] }]);
    const { start } = readJson<{ start: { policy: { Statement: readonly { Action: string | readonly string[] }[] } } }>('whole.json');
    expect(start.policy.Statement.flatMap(({ Action }) => Action).sort()).toEqual(['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 'ecr:GetDownloadUrlForLayer', 'logs:CreateLogStream', 'logs:PutLogEvents', 'secretsmanager:GetSecretValue', 'ssm:GetParameters']);
    writeFileSync(fileIn('whole-policy.json'), JSON.stringify(start.policy));
    const lint = spawnSync(process.execPath, [assent, 'lint', 'whole-policy.json'], { cwd: work.path, encoding: 'utf8' });
    expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining('0 errors, 0 security warnings')]);
  });
});
