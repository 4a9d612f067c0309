import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, policy, rootKey } from './aws-clients.ts';
import { dataFolder, ServerProcess } from './server-process.ts';

const hasCli = spawnSync('aws', ['--version']).status === 0;
const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;

const data = dataFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start(data.path);
});
afterAll(async () => {
  await server?.stop();
  data.remove();
});

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return spawnSync(command, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: data.path, AWS_PAGER: '', ...env } });
}

describe('the AWS CLI', () => {
  const aws = (...args: string[]) => run('aws', args, { AWS_CONFIG_FILE: join(data.path, 'aws-config') });

  it.runIf(hasCli)('works with nothing but the configuration file that the server wrote (needs the AWS CLI)', { timeout: 60_000 }, () => {
    expect(aws('iam', 'list-users', '--query', 'Users').stdout.trim()).toBe('[]');
    expect(aws('sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text').stdout.trim()).toBe(`arn:aws:iam::${account}:root`);
    const document = policy(allow('s3:GetObject', 'arn:aws:s3:::b/a+b%20c é*'));
    expect(aws('iam', 'create-role', '--role-name', 'cli', '--assume-role-policy-document', policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' })).status).toBe(0);
    expect(aws('iam', 'wait', 'role-exists', '--role-name', 'cli').status).toBe(0);
    expect(aws('iam', 'put-role-policy', '--role-name', 'cli', '--policy-name', 'p', '--policy-document', document).stderr).toBe('');
    expect(JSON.parse(aws('iam', 'get-role-policy', '--role-name', 'cli', '--policy-name', 'p').stdout)).toMatchObject({ PolicyDocument: JSON.parse(document) as object });
    const missing = aws('iam', 'get-user', '--user-name', 'nobody');
    expect(missing.stderr).toContain('An error occurred (NoSuchEntity) when calling the GetUser operation: The user with name nobody cannot be found.');
    expect(aws('iam', 'create-user', '--user-name', 'not valid!').stderr).toContain('ValidationError');
  });

  it.runIf(hasCli)('validates policies, page by page (needs the AWS CLI)', { timeout: 60_000 }, () => {
    const validate = (...args: string[]) =>
      run('aws', ['accessanalyzer', 'validate-policy', '--endpoint-url', server.url, '--region', 'us-east-1', ...args], { AWS_ACCESS_KEY_ID: rootKey.accessKeyId, AWS_SECRET_ACCESS_KEY: rootKey.secretAccessKey });
    const document = policy(allow(['s3:GetObjects', 's3:PutObjects']));
    const { stdout, stderr } = validate('--policy-type', 'IDENTITY_POLICY', '--policy-document', document, '--page-size', '1', '--query', 'findings[].[issueCode,locations[0].span.start.column]');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      ['INVALID_ACTION', document.indexOf('"s3:GetObjects"')],
      ['INVALID_ACTION', document.indexOf('"s3:PutObjects"')],
    ]);
    expect(validate('--policy-type', 'NONE', '--policy-document', document).stderr).toContain('An error occurred (ValidationException) when calling the ValidatePolicy operation');
  });
});

describe('boto3', () => {
  it.runIf(hasBoto3)('pages, waits, decodes documents and reads errors as with AWS (needs boto3)', { timeout: 60_000 }, () => {
    const script = `
import boto3, json
iam = boto3.client('iam'); sts = boto3.client('sts')
for n in range(5): iam.create_user(UserName='boto-%d' % n, Path='/boto/')
names = [u['UserName'] for page in iam.get_paginator('list_users').paginate(PathPrefix='/boto/', PaginationConfig={'PageSize': 2}) for u in page['Users']]
iam.get_waiter('user_exists').wait(UserName='boto-0')
doc = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '${account}'}, 'Action': 'sts:AssumeRole'}]}
iam.create_role(RoleName='boto', AssumeRolePolicyDocument=json.dumps(doc))
same = iam.get_role(RoleName='boto')['Role']['AssumeRolePolicyDocument'] == doc
try: iam.create_user(UserName='boto-0')
except iam.exceptions.EntityAlreadyExistsException as e: exists = e.response['Error']['Code']
try: sts.assume_role(RoleArn='arn:aws:iam::${account}:role/boto', RoleSessionName='try')
except sts.exceptions.ClientError as e: root = e.response['Error']['Message']
print(json.dumps({'names': names, 'same': same, 'exists': exists, 'root': root, 'who': sts.get_caller_identity()['Arn']}))
`;
    const { stdout, stderr } = run('python3', ['-c', script], {
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: rootKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: rootKey.secretAccessKey,
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      names: ['boto-0', 'boto-1', 'boto-2', 'boto-3', 'boto-4'],
      same: true,
      exists: 'EntityAlreadyExists',
      root: 'Roles may not be assumed by root accounts.',
      who: `arn:aws:iam::${account}:root`,
    });
  });
});
