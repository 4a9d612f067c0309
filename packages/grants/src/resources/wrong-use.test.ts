import { describe, expect, it } from 'vitest';
import { AccountPrincipal, ApiKeyCredentialProvider, Bucket, Domain, EventBus, FunctionVersion, GrantError, GraphqlApi, IamResource, Key, LambdaFunction, LogGroup, Role, ServicePrincipal, Stack, Table, Topic } from '../index.ts';

const account = '123456789012';
const partner = '999999999999';
const events = new ServicePrincipal('events.amazonaws.com');
const makeStack = (): Stack => new Stack({ account, region: 'eu-central-1' });

const refusalOf = (run: () => unknown): GrantError | undefined => {
  try {
    run();
  } catch (error) {
    if (error instanceof GrantError) return error;
    throw error;
  }
  return undefined;
};

describe('wrong use says what to write instead', () => {
  it.each([
    ['invalid-name', /arn:aws:dynamodb:us-east-1:123456789012:table\/Orders/, (stack: Stack) => new Table(stack, 't').grantMultiAccountReplicationTo('Orders')],
    ['invalid-account', /replicaRegions/, (stack: Stack) => new Table(stack, 't').grantMultiAccountReplicationFrom(`arn:aws:dynamodb:us-east-1:${account}:table/t`)],
    ['wrong-use', /grant to the role/, (stack: Stack) => new Table(stack, 't').grantReadData(events)],
    ['wrong-use', /encryptionKey/, (stack: Stack) => new Table(stack, 't').grantOnKey(new LambdaFunction(stack, 'f'), 'kms:Decrypt')],
    ['wrong-use', /encryptionKey/, (stack: Stack) => new Bucket(stack, 'bucket').grantOnKey(new LambdaFunction(stack, 'f'), 'kms:Decrypt')],
    ['wrong-use', /encryptionKey/, (stack: Stack) => new Topic(stack, 't').grantOnKey(new LambdaFunction(stack, 'f'), 'kms:Decrypt')],
    ['wrong-use', /IamResource\.custom\('types\/Query\/\*'\)/, () => IamResource.custom()],
    ['foreign-action', /`appsync:`/, (stack: Stack) => new GraphqlApi(stack, 'a').grant(new LambdaFunction(stack, 'f'), IamResource.all(), 's3:GetObject' as never)],
    ['foreign-action', /`s3:`/, (stack: Stack) => new Bucket(stack, 'bucket').grantOnObjects(new LambdaFunction(stack, 'f'), 'a/*', 'sqs:SendMessage' as never)],
    ['unknown-action', /no action `es:Nothing`/, (stack: Stack) => new Domain(stack, 'd').grant(new LambdaFunction(stack, 'f'), 'es:Nothing' as never)],
    ['no-resource-policy', /accessRole/, (stack: Stack) => new EventBus(stack, 'b').grantAllPutEvents(events)],
    ['no-resource-policy', /accessRole/, (stack: Stack) => new Table(stack, 't', { stream: '*' }).grantStreamRead(new AccountPrincipal(partner))],
    ['no-resource-policy', /accessRole/, (stack: Stack) => new ApiKeyCredentialProvider(stack, 'k').grantUse(new AccountPrincipal(partner))],
    ['principal-only', /assumedBy/, (stack: Stack) => new LambdaFunction(stack, 'f').role.grant(events, 'iam:GetRole')],
    ['foreign-action', /`iam:` or `sts:`/, (stack: Stack) => new LambdaFunction(stack, 'f').role.grant(new LambdaFunction(stack, 'g'), 's3:GetObject' as never)],
    ['invalid-name', /without `\*`/, (stack: Stack) => new FunctionVersion(new LambdaFunction(stack, 'f'), '*')],
  ] as const)('%s', (code, message, run) => {
    const refusal = refusalOf(() => run(makeStack()));
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(message);
  });
});

describe('what goes along is not missed by who has no policies', () => {
  it('an account reads a table without its stream', () => {
    const stack = makeStack();
    const grant = new Table(stack, 't', { stream: '*' }).grantReadData(new AccountPrincipal(partner));
    expect(grant.resourceStatements.flatMap(({ actions }) => actions)).not.toContain('dynamodb:GetRecords');
    expect(grant.assertSuccess().principalStatements).toEqual([]);
  });
});

describe('the policy of a log group names accounts', () => {
  it('for a role of another one, whose own policy names the group', () => {
    const group = new LogGroup(makeStack(), 'g');
    const writer = new Role(new Stack({ account: partner, region: 'eu-central-1' }), 'Writer', { assumedBy: events });
    const grant = group.grantWrite(writer);
    expect(grant.resourceStatements.map(({ principal }) => principal)).toEqual([{ AWS: [partner] }]);
    expect(grant.principalStatements).toHaveLength(1);
  });

  it('and never its own, which would grant nothing', () => {
    const stack = makeStack();
    expect(new LogGroup(stack, 'g').grantWrite(Role.fromRoleArn(stack, `arn:aws:iam::${account}:role/kept`)).success).toBe(false);
  });
});

describe('a table that is replicated across accounts', () => {
  it('lets in the other account, and the service for both, with the key', () => {
    const stack = makeStack();
    const key = new Key(stack, 'k-1');
    const grant = new Table(stack, 'Orders', { encryptionKey: key }).grantMultiAccountReplicationTo(`arn:aws:dynamodb:us-east-1:${partner}:table/Orders`);
    expect(grant.resourceStatements.map(({ principal, conditions }) => [principal, conditions])).toEqual([
      [{ AWS: [`arn:aws:iam::${partner}:root`] }, {}],
      [{ Service: ['replication.dynamodb.amazonaws.com'] }, { StringEquals: { 'aws:SourceAccount': [account, partner] } }],
      [{ Service: ['replication.dynamodb.amazonaws.com'] }, {}],
    ]);
  });
});

it('what a version of a function is granted lies with the function', () => {
  const stack = makeStack();
  const fn = new LambdaFunction(stack, 'f');
  fn.version('live').grantInvoke(events);
  expect(fn.policyStatements.map(({ resources }) => resources)).toEqual([[`${fn.arn}:live`]]);
});
