import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { ApplyError, Bucket, Ec2Instance, GrantError, Group, LambdaFunction, Queue, Role, ServicePrincipal, Stack, Table, User, apply, plan, planText, toIamJson } from '@assent/grants';
import type { Clients, Plan } from '@assent/grants';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { account, makeStack, region } from './every-policy.ts';

let server: LocalServer;
let iam: IAM;
let clients: Clients;
beforeAll(async () => {
  server = await LocalServer.start();
  const settings = { endpoint: server.url, region, credentials: rootKey, maxAttempts: 1 };
  iam = new IAM(settings);
  clients = { iam, sts: new STS(settings) };
});
afterAll(() => server.close());

const lambdaTrust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const typesOf = ({ changes }: Plan): readonly string[] => changes.map(({ type }) => type);
const code = (error: unknown): string => (error instanceof GrantError ? error.code : String(error));

async function applied(stack: Stack): Promise<Plan> {
  const made = await plan(stack, clients);
  expect((await apply(made, clients)).kept).toEqual([]);
  expect(await plan(stack, clients)).toMatchObject({ changes: [] });
  return made;
}

/** What the server has of a role. */
async function roleOf(RoleName: string) {
  const { Role: role } = await iam.getRole({ RoleName });
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName });
  const documents = await Promise.all([
    ...PolicyNames.map(async (PolicyName) => (await iam.getRolePolicy({ RoleName, PolicyName })).PolicyDocument),
    ...AttachedPolicies.map(async ({ PolicyArn }) => (await iam.getPolicyVersion({ PolicyArn, VersionId: (await iam.getPolicy({ PolicyArn })).Policy?.DefaultVersionId })).PolicyVersion?.Document),
  ]);
  return { trust: decode(role?.AssumeRolePolicyDocument), tags: role?.Tags, policies: documents.map(decode), attached: AttachedPolicies.map(({ PolicyArn }) => PolicyArn) };
}

const decode = (text = ''): unknown => JSON.parse(decodeURIComponent(text));

/** A function with so many buckets that one inline policy does not take them. */
function crawler(stack: Stack, buckets: number): LambdaFunction {
  const fn = new LambdaFunction(stack, `${stack.name}-crawler`);
  for (let index = 0; index < buckets; index++) new Bucket(stack, `bucket-with-a-long-name-${index}`).grantRead(fn);
  return fn;
}

describe('a plan applied to a server', () => {
  it('makes roles, users and groups with their policies, and a second plan is empty', async () => {
    const stack = makeStack('first');
    const table = new Table(stack, 'Orders');
    table.grantReadData(new LambdaFunction(stack, 'orders-fn'));
    table.grantWriteData(new User(stack, 'ana', { path: '/people/' }));
    new Queue(stack, 'orders').grantPurge(new Group(stack, 'operators'));
    new Role(stack, 'Reader', { assumedBy: new User(stack, 'zoe') });
    new Ec2Instance(stack, 'worker');
    await applied(stack);
    const wanted = toIamJson(stack);
    for (const { name, trust, policies } of wanted.holders.filter(({ kind }) => kind === 'role')) {
      expect(await roleOf(name)).toEqual({ trust, tags: [{ Key: 'assent:stack', Value: 'first' }], policies: policies.map(({ document }) => document), attached: [] });
    }
    const { Document } = (await iam.getPolicyVersion({ PolicyArn: `arn:aws:iam::${account}:policy/assent/first/first-group-operators`, VersionId: 'v1' })).PolicyVersion ?? {};
    expect(decode(Document)).toEqual(wanted.holders.find(({ kind }) => kind === 'group')?.policies[0]?.document);
    expect((await iam.getInstanceProfile({ InstanceProfileName: 'worker' })).InstanceProfile).toMatchObject({ Path: '/assent/first/', Roles: [{ RoleName: 'worker' }] });
  });

  it('is told before as text, with the statements that come and go', async () => {
    const stack = makeStack('told');
    const role = new Role(stack, 'told', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const queue = new Queue(stack, 'orders');
    queue.grantPurge(role);
    expect(planText(await plan(stack, clients))).toBe(`Stack told in account ${account}
+ role told
    + Allow sts:AssumeRole to {"Service":"lambda.amazonaws.com"}
+ policy told of role told
    + Allow sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:PurgeQueue on arn:aws:sqs:${region}:${account}:orders
2 to add, 0 to change, 0 to remove.
`);
    await applied(stack);
    expect(planText(await plan(stack, clients))).toBe(`Stack told in account ${account}: nothing to do.\n`);
    role.allowAssume(new ServicePrincipal('ec2.amazonaws.com'));
    expect(planText(await plan(stack, clients))).toBe(`Stack told in account ${account}
~ trust policy of role told
    - Allow sts:AssumeRole to {"Service":"lambda.amazonaws.com"}
    + Allow sts:AssumeRole to {"Service":["ec2.amazonaws.com","lambda.amazonaws.com"]}
0 to add, 1 to change, 0 to remove.
`);
    await applied(stack);
  });

  it('goes from one inline policy to several managed ones and back', async () => {
    await applied(((stack) => (crawler(stack, 3), stack))(makeStack('sizes')));
    const large = makeStack('sizes');
    crawler(large, 250);
    await applied(large);
    const { attached, policies } = await roleOf('sizes-crawler');
    expect(attached.length).toBeGreaterThan(1);
    expect([...policies].map((policy) => JSON.stringify(policy)).sort()).toEqual((toIamJson(large).holders[0]?.policies ?? []).map(({ document }) => JSON.stringify(document)).sort());
    await applied(((stack) => (crawler(stack, 3), stack))(makeStack('sizes')));
    expect(await roleOf('sizes-crawler')).toMatchObject({ attached: [], policies: [expect.anything()] });
    expect((await iam.listPolicies({ PathPrefix: '/assent/sizes/' })).Policies).toEqual([]);
  });

  it('changes managed policies more often than IAM keeps versions', async () => {
    for (const count of [200, 201, 202, 203, 204, 205, 206, 207]) {
      const stack = makeStack('versions');
      crawler(stack, count);
      await applied(stack);
    }
  });

  it('takes away what is no longer granted, and what is no longer in the stack', async () => {
    const stack = makeStack('going');
    const [queue, table] = [new Queue(stack, 'orders'), new Table(stack, 'Orders')];
    const [stays, goes, group] = [new LambdaFunction(stack, 'stays'), new LambdaFunction(stack, 'goes'), new Group(stack, 'going-group')];
    for (const grantee of [stays, goes, group, new User(stack, 'going-user')]) queue.grantPurge(grantee);
    table.grantReadData(stays);
    new Ec2Instance(stack, 'going-instance');
    await applied(stack);
    const smaller = makeStack('going');
    new Table(smaller, 'Orders').grantReadData(new LambdaFunction(smaller, 'stays'));
    await applied(smaller);
    expect(JSON.stringify((await roleOf('stays')).policies)).not.toContain('sqs:');
    for (const RoleName of ['goes', 'going-instance']) await expect(iam.getRole({ RoleName })).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await expect(iam.getUser({ UserName: 'going-user' })).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await expect(iam.getInstanceProfile({ InstanceProfileName: 'going-instance' })).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    // Groups cannot be marked: the grant goes, the group stays.
    expect((await iam.listAttachedGroupPolicies({ GroupName: 'going-group' })).AttachedPolicies).toEqual([]);
  });

  it('keeps what others have a hold on, and says so in the words of IAM', async () => {
    const stack = makeStack('held');
    new Queue(stack, 'orders').grantPurge(new User(stack, 'held-user'));
    await applied(stack);
    await iam.createAccessKey({ UserName: 'held-user' });
    const { done, kept } = await apply(await plan(makeStack('held'), clients), clients);
    expect(done.map(({ type }) => type)).toEqual(['deleteInlinePolicy']);
    expect(kept).toEqual([{ change: { type: 'deleteHolder', kind: 'user', name: 'held-user' }, reason: 'Cannot delete entity, must remove referenced objects first.' }]);
  });

  it('touches nothing that is not the stack\'s', async () => {
    await iam.createRole({ RoleName: 'foreign', AssumeRolePolicyDocument: JSON.stringify(lambdaTrust) });
    await iam.putRolePolicy({ RoleName: 'foreign', PolicyName: 'careful', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }) });
    await iam.createGroup({ GroupName: 'crowd' });
    await iam.putGroupPolicy({ GroupName: 'crowd', PolicyName: 'careful', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }) });
    expect(typesOf(await plan(makeStack('careful'), clients))).toEqual([]);
    const stack = makeStack('careful');
    new Role(stack, 'foreign', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    await expect(plan(stack, clients).catch((error: unknown) => Promise.reject(new Error(code(error))))).rejects.toThrow('not-owned');
    // It is the stack's once somebody says so.
    await iam.tagRole({ RoleName: 'foreign', Tags: [{ Key: 'assent:stack', Value: 'careful' }] });
    expect(typesOf(await plan(stack, clients))).toEqual(['deleteInlinePolicy']);
    // A group is used as it is.
    const grouped = makeStack('grouped');
    new Queue(grouped, 'orders').grantPurge(new Group(grouped, 'crowd'));
    await applied(grouped);
    expect((await iam.listGroupPolicies({ GroupName: 'crowd' })).PolicyNames).toEqual(['careful']);
  });

  it('tells of policies that others gave to its roles, and leaves them', async () => {
    const stack = makeStack('noted');
    new Queue(stack, 'orders').grantPurge(new LambdaFunction(stack, 'noted'));
    await applied(stack);
    await iam.attachRolePolicy({ RoleName: 'noted', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    const { changes, notes } = await plan(stack, clients);
    expect(changes).toEqual([]);
    expect(notes).toEqual([{ code: 'foreign-policy', message: 'the role `noted` has policies that are not of this stack: `arn:aws:iam::aws:policy/AdministratorAccess`' }]);
  });

  it('puts back what somebody changed in its own policies', async () => {
    const stack = makeStack('drift');
    new Queue(stack, 'orders').grantPurge(new LambdaFunction(stack, 'drift'));
    await applied(stack);
    await iam.putRolePolicy({ RoleName: 'drift', PolicyName: 'drift', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }) });
    await iam.updateAssumeRolePolicy({ RoleName: 'drift', PolicyDocument: JSON.stringify({ ...lambdaTrust, Statement: [{ ...lambdaTrust.Statement[0], Principal: { AWS: account } }] }) });
    expect(typesOf(await applied(stack))).toEqual(['updateTrust', 'putInlinePolicy']);
  });

  it('goes on where it was interrupted', async () => {
    const make = (): Stack => {
      const stack = makeStack('resumed');
      crawler(stack, 250);
      new Table(stack, 'Orders').grantReadData(new User(stack, 'resumed-user'));
      new Queue(stack, 'orders').grantPurge(new Group(stack, 'resumed-group'));
      new Ec2Instance(stack, 'resumed-instance');
      return stack;
    };
    const { changes } = await plan(make(), clients);
    expect(changes.length).toBeGreaterThan(10);
    for (let interruptions = 0; ; interruptions++) {
      let calls = 0;
      // The connection breaks at the third change of every run.
      const breaking: Clients = { ...clients, iam: new Proxy(iam, { get: (on, name) => (...given: unknown[]) => {
        if (/^(create|put|attach|add|update)/.test(String(name)) && ++calls > 2) throw Object.assign(new Error('the connection broke'), { name: 'TimeoutError' });
        return Reflect.apply(Reflect.get(on, name) as (...given: unknown[]) => unknown, on, given);
      } }) };
      const next = await plan(make(), clients);
      if (next.changes.length === 0) {
        expect(interruptions).toBeGreaterThan(4);
        break;
      }
      const error = await apply(next, breaking).then(() => undefined, (reason: unknown) => reason);
      if (error !== undefined) expect(error).toMatchObject({ name: 'ApplyError', code: 'apply-failed', done: next.changes.slice(0, 2), change: next.changes[2] });
      if (error !== undefined) expect(error).toBeInstanceOf(ApplyError);
    }
    expect((await roleOf('resumed-crawler')).attached.length).toBeGreaterThan(1);
  });

  it('comes to the same from whatever was there before', async () => {
    const holders = fc.uniqueArray(fc.record({ kind: fc.constantFrom('fn', 'user', 'group', 'instance'), id: fc.nat({ max: 2 }), queues: fc.subarray([0, 1, 2]), buckets: fc.constantFrom(0, 2, 60, 130) }), { selector: ({ kind, id }) => `${kind}${id}`, maxLength: 5 });
    const build = (wanted: readonly { kind: string; id: number; queues: readonly number[]; buckets: number }[]): Stack => {
      const stack = makeStack('random');
      const queues = [0, 1, 2].map((index) => new Queue(stack, `queue-${index}`));
      const buckets = Array.from({ length: 130 }, (_, index) => new Bucket(stack, `a-bucket-with-a-rather-long-name-${index}`));
      for (const { kind, id, queues: some, buckets: count } of wanted) {
        const name = `random-${kind}-${id}`;
        const grantee = kind === 'fn' ? new LambdaFunction(stack, name) : kind === 'user' ? new User(stack, name) : kind === 'group' ? new Group(stack, name) : new Ec2Instance(stack, name);
        for (const index of some) queues[index]?.grantPurge(grantee);
        for (const bucket of buckets.slice(0, count)) bucket.grantPut(grantee);
      }
      return stack;
    };
    await fc.assert(
      fc.asyncProperty(holders, async (wanted) => {
        const stack = build(wanted);
        await applied(stack);
        const { RoleDetailList = [], UserDetailList = [], GroupDetailList = [], Policies = [] } = await iam.getAccountAuthorizationDetails({});
        const documents = new Map(Policies.map(({ Arn, PolicyVersionList = [] }) => [Arn, PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion === true)?.Document]));
        const has = [...RoleDetailList.map((each) => ({ ...each, name: each.RoleName, inline: each.RolePolicyList })), ...UserDetailList.map((each) => ({ ...each, name: each.UserName, inline: each.UserPolicyList })), ...GroupDetailList.map((each) => ({ ...each, name: each.GroupName, inline: each.GroupPolicyList }))]
          .filter(({ name }) => name?.startsWith('random-') === true)
          .map(({ name, inline = [], AttachedManagedPolicies = [] }) => ({ name, statements: [...inline.map(({ PolicyDocument }) => PolicyDocument), ...AttachedManagedPolicies.map(({ PolicyArn }) => documents.get(PolicyArn))].flatMap((text) => (decode(text) as { Statement: unknown[] }).Statement).map((statement) => JSON.stringify(statement)).sort() }));
        const should = toIamJson(stack).holders.map(({ name, policies }) => ({ name, statements: policies.flatMap(({ document }) => document.Statement).map((statement) => JSON.stringify(statement)).sort() }));
        const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) => String(a.name).localeCompare(String(b.name));
        // Groups stay, with nothing.
        const names = new Set(should.map(({ name }) => name));
        expect(has.filter(({ name, statements }) => names.has(name ?? '') || statements.length > 0 || name?.includes('group') !== true).sort(byName)).toEqual(should.sort(byName));
      }),
      { numRuns: 12 },
    );
  });

  it('waits until a role that was just made is known', async () => {
    const stack = makeStack('slow');
    new Role(stack, 'slow-reader', { assumedBy: new LambdaFunction(stack, 'slow-fn') });
    let refusals = 0;
    const slow: Clients = { ...clients, iam: new Proxy(iam, { get: (on, name) => (...given: unknown[]) => {
      if (name === 'createRole' && (given[0] as { RoleName: string }).RoleName === 'slow-reader' && refusals++ < 3) throw Object.assign(new Error('Invalid principal in policy: "AWS":"…"'), { name: 'MalformedPolicyDocumentException' });
      return Reflect.apply(Reflect.get(on, name) as (...given: unknown[]) => unknown, on, given);
    } }) };
    const pauses: number[] = [];
    await apply(await plan(stack, clients), slow, { pause: async (milliseconds) => void pauses.push(milliseconds) });
    expect(pauses).toEqual([2_000, 2_000, 2_000]);
    expect(typesOf(await plan(stack, clients))).toEqual([]);
  });

  it.each([
    ['wrong-account', () => new Stack({ account: '999999999999', region, name: 'elsewhere' })],
    ['wrong-use', () => new Stack({ account, region })],
    ['not-owned', () => {
      const stack = makeStack('first');
      new User(stack, 'ana');
      return stack;
    }],
    ['not-owned', () => {
      const stack = makeStack('first');
      new User(stack, 'Ana', { path: '/people/' });
      return stack;
    }],
    ['not-expressible', () => {
      const stack = makeStack();
      new LambdaFunction(stack, 'f').grantInvoke(new ServicePrincipal('events.amazonaws.com')).when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } });
      return stack;
    }],
    ['missing-client', () => {
      const stack = makeStack();
      new Queue(stack, 'q').grantPurge(new ServicePrincipal('events.amazonaws.com'));
      return stack;
    }],
  ])('is refused with %s', async (wanted, make) => {
    expect(await plan(make(), clients).then(() => 'planned', code)).toBe(wanted);
  });
});
