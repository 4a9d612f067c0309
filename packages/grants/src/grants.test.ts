import { compilePolicy, evaluate, parsePolicy, policySet } from '@assent/policy';
import type { AuthorizationRequest, Principal } from '@assent/policy';
import { describe, expect, it } from 'vitest';
import {
  AccountPrincipal,
  Bucket,
  EcsTaskDefinition,
  GrantError,
  Group,
  Key,
  LambdaFunction,
  LogGroup,
  Queue,
  Repository,
  Role,
  Secret,
  ServicePrincipal,
  Stack,
  StateMachine,
  Table,
  UserPool,
  accessRole,
  toIamJson,
} from './index.ts';
import type { HolderJson, PolicyJson } from './index.ts';

const account = '123456789012';
const partner = '999999999999';
const makeStack = (): Stack => new Stack({ account, region: 'eu-central-1' });

const compiled = (type: 'identity' | 'resource', document: PolicyJson) => {
  const parsed = parsePolicy(JSON.stringify(document)).document;
  if (!parsed) throw new Error('not a policy');
  return compilePolicy(parsed, { type });
};

const holderOf = (stack: Stack, name: string): HolderJson => {
  const found = toIamJson(stack).holders.find((holder) => holder.name === name);
  if (!found) throw new Error(`no holder ${name}`);
  return found;
};

/** What the evaluator says about a session of the role. */
function decide(role: { stack: Stack; name: string; arn: string }, action: `${string}:${string}`, resource: `arn:${string}` | '*', owner = role.stack): string {
  const holder = holderOf(role.stack, role.name);
  const policy = toIamJson(owner).resources.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`))?.policy;
  const principal: Principal = { kind: 'roleSession', arn: `arn:aws:sts::${role.stack.account}:assumed-role/${role.name}/s`, roleArn: role.arn, account: role.stack.account };
  const request: AuthorizationRequest = {
    principal,
    action,
    resource,
    resourceAccount: owner.account,
    context: new Map(),
    policies: {
      identity: policySet(holder.policies.map(({ document }) => compiled('identity', document))),
      ...(policy ? { resource: policySet([compiled('resource', policy)]) } : {}),
    },
  };
  return evaluate(request).decision;
}

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof GrantError) return error.code;
    throw error;
  }
  return 'none';
};

describe('a function that reads a table', () => {
  const stack = makeStack();
  const table = new Table(stack, 'Orders', { indexes: true });
  const fn = new LambdaFunction(stack, 'orders-fn');
  table.grantReadData(fn);

  it('has exactly this policy', () => {
    expect(holderOf(stack, 'orders-fn')).toEqual({
      kind: 'role',
      name: 'orders-fn',
      arn: `arn:aws:iam::${account}:role/orders-fn`,
      trust: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      policies: [
        {
          name: 'grants',
          kind: 'inline',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:Query', 'dynamodb:Scan'],
                Resource: [`arn:aws:dynamodb:eu-central-1:${account}:table/Orders`, `arn:aws:dynamodb:eu-central-1:${account}:table/Orders/index/*`],
              },
              { Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: `arn:aws:logs:eu-central-1:${account}:log-group:/aws/lambda/orders-fn` },
              { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `arn:aws:logs:eu-central-1:${account}:log-group:/aws/lambda/orders-fn:*` },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['dynamodb:GetItem', `arn:aws:dynamodb:eu-central-1:${account}:table/Orders`, 'allowed'],
    ['dynamodb:Query', `arn:aws:dynamodb:eu-central-1:${account}:table/Orders/index/by-date`, 'allowed'],
    ['dynamodb:PutItem', `arn:aws:dynamodb:eu-central-1:${account}:table/Orders`, 'implicitDeny'],
    ['dynamodb:GetItem', `arn:aws:dynamodb:eu-central-1:${account}:table/Orders2`, 'implicitDeny'],
    ['dynamodb:GetItem', `arn:aws:dynamodb:us-east-1:${account}:table/Orders`, 'implicitDeny'],
    ['logs:PutLogEvents', `arn:aws:logs:eu-central-1:${account}:log-group:/aws/lambda/orders-fn:log-stream:x`, 'allowed'],
    ['logs:PutLogEvents', `arn:aws:logs:eu-central-1:${account}:log-group:/aws/lambda/other:log-stream:x`, 'implicitDeny'],
  ] as const)('%s on %s is %s', (action, resource, expected) => {
    expect(decide(fn.role, action, resource)).toBe(expected);
  });
});

describe('an ECS task', () => {
  const stack = makeStack();
  const key = new Key(stack, '1234abcd-12ab-34cd-56ef-1234567890ab');
  const secret = new Secret(stack, 'db', { suffix: 'AbCdEf' });
  const bucket = new Bucket(stack, 'pictures', { encryptionKey: key });
  const task = new EcsTaskDefinition(stack, 'web').addContainer({ image: new Repository(stack, 'web'), logGroup: new LogGroup(stack, 'web'), secrets: { DB: secret } });
  const table = new Table(stack, 'Orders');
  table.grantReadData(task);
  bucket.grantRead(task, 'public/*');
  const starter = task.executionRole.role;

  it.each([
    ['task', 's3:GetObject', 'arn:aws:s3:::pictures/public/a.png', 'allowed'],
    ['task', 's3:GetObject', 'arn:aws:s3:::pictures/private/a.png', 'implicitDeny'],
    ['task', 's3:PutObject', 'arn:aws:s3:::pictures/public/a.png', 'implicitDeny'],
    ['task', 'kms:Decrypt', key.arn, 'allowed'],
    ['task', 'secretsmanager:GetSecretValue', secret.arn, 'implicitDeny'],
    ['task', 'ecr:BatchGetImage', `arn:aws:ecr:eu-central-1:${account}:repository/web`, 'implicitDeny'],
    ['execution', 'secretsmanager:GetSecretValue', secret.arn, 'allowed'],
    ['execution', 'ecr:BatchGetImage', `arn:aws:ecr:eu-central-1:${account}:repository/web`, 'allowed'],
    ['execution', 'ecr:PutImage', `arn:aws:ecr:eu-central-1:${account}:repository/web`, 'implicitDeny'],
    ['execution', 'dynamodb:GetItem', table.arn, 'implicitDeny'],
  ] as const)('its %s role: %s on %s is %s', (which, action, resource, expected) => {
    const role = which === 'task' ? task.taskRole : starter;
    expect(decide(role, action, resource as `arn:${string}`)).toBe(expected);
  });

  it('has an execution role that nothing can be granted to', () => {
    // @ts-expect-error an execution role is no grantee
    expect(codeOf(() => table.grantReadData(task.executionRole))).toBe('execution-role');
  });
});

describe('across accounts', () => {
  it('a bucket is granted on both sides, and neither suffices alone', () => {
    const ours = makeStack();
    const theirs = new Stack({ account: partner, region: 'eu-central-1' });
    const bucket = new Bucket(ours, 'reports');
    const reader = new Role(theirs, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    const grant = bucket.grantRead(reader);
    expect(grant.principalStatements).toHaveLength(1);
    expect(grant.resourceStatements).toHaveLength(1);
    expect(decide(reader, 's3:GetObject', 'arn:aws:s3:::reports/a', ours)).toBe('allowed');
    expect(decide(reader, 's3:DeleteObject', 'arn:aws:s3:::reports/a', ours)).toBe('implicitDeny');
    expect(decide(reader, 's3:GetObject', 'arn:aws:s3:::other/a', ours)).toBe('implicitDeny');
  });

  it('a service without resource policies says to use a role, which is made with an external id', () => {
    const ours = makeStack();
    const theirs = new Stack({ account: partner, region: 'eu-central-1' });
    const pool = new UserPool(ours, 'eu-central-1_abc');
    const reader = new Role(theirs, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    expect(codeOf(() => pool.grant(reader, 'cognito-idp:ListUsers'))).toBe('no-resource-policy');
    const role = accessRole(ours, 'PartnerUsers', reader, { externalId: 'orders-2026' });
    pool.grant(role, 'cognito-idp:ListUsers').assertSuccess();
    expect(holderOf(ours, 'PartnerUsers').trust?.Statement).toEqual([
      { Effect: 'Allow', Principal: { AWS: reader.arn }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': 'orders-2026' } } },
    ]);
    expect(JSON.stringify(holderOf(theirs, 'Reader'))).toContain(role.arn);
  });

  it('a service is let in by the policy of the resource', () => {
    const stack = makeStack();
    const queue = new Queue(stack, 'orders');
    queue.grantSendMessages(new ServicePrincipal('events.amazonaws.com', { sourceAccount: account }));
    expect(toIamJson(stack).resources).toEqual([
      {
        arn: queue.arn,
        policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
              Resource: queue.arn,
              Condition: { StringEquals: { 'aws:SourceAccount': account } },
            },
          ],
        },
      },
    ]);
  });
});

describe('a grant', () => {
  it('is narrowed by conditions, and keeps those of the key', () => {
    const stack = makeStack();
    const key = new Key(stack, '1234abcd-12ab-34cd-56ef-1234567890ab');
    const fn = new LambdaFunction(stack, 'fn');
    const grant = new Queue(stack, 'orders', { encryptionKey: key }).grantSendMessages(fn).when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } });
    expect(grant.principalStatements.map(({ conditions }) => conditions)).toEqual([{ StringEquals: { 'aws:SourceVpce': ['vpce-1'] } }, {}]);
  });

  it.each([
    ['unknown-key', { StringEquals: { 's3:nosuch': 'x' } }],
    ['key-not-of-action', { StringEquals: { 'sqs:nothing': 'x' } }],
    ['unknown-operator', { StringIs: { 'aws:SourceVpce': 'x' } }],
    ['empty-condition', {}],
    ['empty-condition', { StringEquals: { 'aws:SourceVpce': [] } }],
  ])('refuses with %s the conditions %j', (code, conditions) => {
    const stack = makeStack();
    const grant = new Queue(stack, 'orders').grantSendMessages(new LambdaFunction(stack, 'fn'));
    const given = code === 'key-not-of-action' ? { StringEquals: { 'dynamodb:LeadingKeys': 'x' } } : conditions;
    expect(codeOf(() => grant.when(given as never))).toBe(code);
  });

  it.each([
    ['unknown-action', (stack: Stack) => new Queue(stack, 'q').grant(new LambdaFunction(stack, 'f'), 'sqs:NoSuch*')],
    ['foreign-action', (stack: Stack) => new Queue(stack, 'q').grant(new LambdaFunction(stack, 'f'), 's3:GetObject' as never)],
    ['no-actions', (stack: Stack) => new Queue(stack, 'q').grant(new LambdaFunction(stack, 'f'))],
    ['invalid-name', (stack: Stack) => new Table(stack, '*')],
    ['invalid-name', (stack: Stack) => new Group(stack, 'a/b')],
    ['invalid-name', (stack: Stack) => new Group(stack, 'g', { path: 'team' })],
    ['invalid-name', (stack: Stack) => new Group(stack, 'g', { path: '/*/' })],
    ['invalid-name', (stack: Stack) => new Bucket(stack, 'b').grantRead(new LambdaFunction(stack, 'f'), '/x')],
    ['not-a-grantee', (stack: Stack) => new Queue(stack, 'q').grantPurge('orders' as never)],
    ['no-resource-policy', (stack: Stack) => new StateMachine(stack, 'm').grantStartExecution(new ServicePrincipal('events.amazonaws.com'))],
    ['duplicate-name', (stack: Stack) => [new Queue(stack, 'q'), new Queue(stack, 'q')]],
    ['wrong-use', (stack: Stack) => new Bucket(stack, 'b').grantPublicAccess()],
    ['wrong-use', (stack: Stack) => new Secret(stack, 's').grantRead(new AccountPrincipal(partner))],
    ['principal-only', (stack: Stack) => new LambdaFunction(stack, 'f').role.grantAssumeRole(new AccountPrincipal(partner))],
    ['group-across-accounts', (stack: Stack) => new Bucket(stack, 'b').grantRead(new Group(new Stack({ account: partner, region: 'eu-west-1' }), 'g'))],
  ] as const)('used wrongly is refused with %s', (code, run) => {
    expect(codeOf(() => run(makeStack()))).toBe(code);
  });

  it('to a role that is kept elsewhere goes into the policy of the resource, or says that it went nowhere', () => {
    const stack = makeStack();
    const role = Role.fromRoleArn(stack, `arn:aws:iam::${account}:role/app/Old`);
    expect(new Queue(stack, 'q').grantPurge(role).resourceStatements).toHaveLength(1);
    const grant = new StateMachine(stack, 'm').grantStartExecution(role);
    expect(grant.success).toBe(false);
    expect(codeOf(() => grant.assertSuccess())).toBe('not-granted');
  });
});

describe('a role', () => {
  it('is shared only by saying so, and the sharing is reported', () => {
    const stack = makeStack();
    const own = new LambdaFunction(stack, 'a');
    expect(codeOf(() => new LambdaFunction(stack, 'b', { role: own.role }))).toBe('role-not-shared');
    const shared = new Role(stack, 'both', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), shared: true });
    new LambdaFunction(stack, 'c', { role: shared });
    new LambdaFunction(stack, 'd', { role: shared });
    expect(stack.notes.map(({ code }) => code)).toEqual(['shared-role']);
  });
});
