import * as organizations from '@aws-sdk/client-organizations';
import { DeleteUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account as management, allow, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';
import { Organization, refusal, userOf } from './organization.ts';

const outsider = '222222222222';
const noAccess = "You don't have permissions to access this resource.";
let server: LocalServer;
/** Names are numbered. */
let made = 0;
let organization: Organization;
let client: organizations.OrganizationsClient;
let account: string;
let member: Credentials;
let ours: organizations.OrganizationsClient;
beforeAll(async () => {
  server = await LocalServer.start({ standaloneAccounts: [outsider] });
  organization = await Organization.create(server);
  client = organization.client;
  account = await organization.account('delegate');
  member = await organization.enter(account);
  ours = server.organizations(member);
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const put = (...statements: readonly object[]) => client.send(new organizations.PutResourcePolicyCommand({ Content: policy(...statements) }));
const toDelegate = (Action: string | readonly string[], rest: object = {}): object => ({ Effect: 'Allow', Principal: { AWS: account }, Action, Resource: '*', ...rest });
const dropPolicy = () => client.send(new organizations.DeleteResourcePolicyCommand({}));
const createPolicy = (from: organizations.OrganizationsClient, Type: organizations.PolicyType = 'TAG_POLICY') =>
  from.send(new organizations.CreatePolicyCommand({ Type, Name: `p${++made}`, Description: '', Content: Type === 'TAG_POLICY' ? '{"tags":{}}' : policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' }) }));

describe('a member without delegation', () => {
  it('may ask about itself, and nothing else, whatever its own policies say (R23.9–R23.12)', async () => {
    expect((await ours.send(new organizations.DescribeOrganizationCommand({}))).Organization?.MasterAccountId).toBe(management);
    expect((await ours.send(new organizations.ListHandshakesForAccountCommand({}))).Handshakes).toEqual([]);
    expect(await refusal(ours.send(new organizations.DescribeEffectivePolicyCommand({ PolicyType: 'TAG_POLICY' })))).toBe('EffectivePolicyNotFoundException');
    for (const command of [
      new organizations.ListAccountsCommand({}),
      new organizations.DescribeAccountCommand({ AccountId: account }),
      new organizations.ListRootsCommand({}),
      new organizations.CreateOrganizationalUnitCommand({ ParentId: organization.root, Name: 'x' }),
      new organizations.DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: account }),
      new organizations.MoveAccountCommand({ AccountId: account, SourceParentId: organization.root, DestinationParentId: organization.root }),
      new organizations.CloseAccountCommand({ AccountId: account }),
      new organizations.DeleteOrganizationCommand({}),
      new organizations.PutResourcePolicyCommand({ Content: policy(toDelegate('organizations:*')) }),
    ]) {
      expect(await failure(ours.send(command as organizations.ListAccountsCommand)), command.constructor.name).toMatchObject({ code: 'AccessDeniedException', message: noAccess });
    }
  });

  it('is told by its own account first (R23.13)', async () => {
    const nobody = server.organizations(await userOf(server, member, 'nobody'));
    expect((await failure(nobody.send(new organizations.ListAccountsCommand({})))).message).toContain('is not authorized to perform: organizations:ListAccounts on resource: * because no identity-based policy allows');
    expect((await failure(nobody.send(new organizations.DescribeOrganizationCommand({})))).message).toContain('because no identity-based policy allows');
  });
});

describe('a delegated administrator (R23.60, R23.61)', () => {
  const service = { ServicePrincipal: 'config.amazonaws.com' };
  const register = (AccountId = account) => client.send(new organizations.RegisterDelegatedAdministratorCommand({ AccountId, ...service }));

  it('is registered for a service that has access, and reads from then on', async () => {
    expect(await refusal(register())).toBe('ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED');
    expect(await refusal(client.send(new organizations.EnableAWSServiceAccessCommand({ ServicePrincipal: 'example.com' })))).toBe('InvalidInputException UNRECOGNIZED_SERVICE_PRINCIPAL');
    await client.send(new organizations.EnableAWSServiceAccessCommand(service));
    await client.send(new organizations.EnableAWSServiceAccessCommand(service));
    expect((await client.send(new organizations.ListAWSServiceAccessForOrganizationCommand({}))).EnabledServicePrincipals).toEqual([{ ...service, DateEnabled: expect.any(Date) as Date }]);
    expect(await refusal(register(management))).toBe('ConstraintViolationException CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR');
    expect(await refusal(register('999999999999'))).toBe('AccountNotFoundException');
    await register();
    expect(await refusal(register())).toBe('AccountAlreadyRegisteredException');
    const { DelegatedAdministrators } = await client.send(new organizations.ListDelegatedAdministratorsCommand(service));
    expect(DelegatedAdministrators).toMatchObject([{ Id: account, Email: 'delegate@example.com', Name: 'delegate', State: 'ACTIVE', DelegationEnabledDate: expect.any(Date) as Date }]);
    expect((await client.send(new organizations.ListDelegatedAdministratorsCommand({ ServicePrincipal: 'guardduty.amazonaws.com' }))).DelegatedAdministrators).toEqual([]);
    expect((await client.send(new organizations.ListDelegatedServicesForAccountCommand({ AccountId: account }))).DelegatedServices).toMatchObject([service]);
    expect((await ours.send(new organizations.ListAccountsCommand({}))).Accounts).toHaveLength(2);
    expect((await ours.send(new organizations.DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' }))).Policy?.PolicySummary?.Name).toBe('FullAWSAccess');
  });

  it('changes nothing of the organization by being one', async () => {
    expect((await failure(createPolicy(ours))).message).toBe(noAccess);
    expect((await failure(ours.send(new organizations.TagResourceCommand({ ResourceId: account, Tags: [{ Key: 'a', Value: 'b' }] })))).message).toBe(noAccess);
  });

  it('can be kept from reading by the resource policy (R10.14)', async () => {
    await put({ Effect: 'Deny', Principal: '*', Action: 'organizations:ListAccounts', Resource: '*' });
    expect((await failure(ours.send(new organizations.ListAccountsCommand({})))).message).toMatch(/with an explicit deny in a resource-based policy$/);
    await expect(client.send(new organizations.ListAccountsCommand({}))).resolves.toBeDefined();
    await dropPolicy();
    await expect(ours.send(new organizations.ListAccountsCommand({}))).resolves.toBeDefined();
  });

  it('is one no longer when it is deregistered, or access for the service ends', async () => {
    const deregister = () => client.send(new organizations.DeregisterDelegatedAdministratorCommand({ AccountId: account, ...service }));
    await deregister();
    expect((await failure(ours.send(new organizations.ListAccountsCommand({})))).message).toBe(noAccess);
    expect(await refusal(deregister())).toBe('AccountNotRegisteredException');
    expect(await refusal(client.send(new organizations.ListDelegatedServicesForAccountCommand({ AccountId: account })))).toBe('AccountNotRegisteredException');
    await register();
    await client.send(new organizations.DisableAWSServiceAccessCommand(service));
    expect((await client.send(new organizations.ListDelegatedAdministratorsCommand({}))).DelegatedAdministrators).toEqual([]);
    expect((await failure(ours.send(new organizations.ListAccountsCommand({})))).message).toBe(noAccess);
  });

  it('is no account that is closed', async () => {
    const closed = await organization.account('closed');
    await client.send(new organizations.CloseAccountCommand({ AccountId: closed }));
    await client.send(new organizations.EnableAWSServiceAccessCommand(service));
    expect(await refusal(register(closed))).toBe('ConstraintViolationException CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR');
  });
});

describe('the resource policy (R10.14, R23.50)', () => {
  it('is put, shown, tagged, replaced and deleted', async () => {
    expect(await refusal(client.send(new organizations.DescribeResourcePolicyCommand({})))).toBe('ResourcePolicyNotFoundException');
    expect(await refusal(dropPolicy())).toBe('ResourcePolicyNotFoundException');
    const Content = policy(toDelegate('organizations:ListRoots'));
    const { ResourcePolicy } = await client.send(new organizations.PutResourcePolicyCommand({ Content, Tags: [{ Key: 'k', Value: 'v' }] }));
    const Id = ResourcePolicy?.ResourcePolicySummary?.Id;
    expect(ResourcePolicy).toEqual({ ResourcePolicySummary: { Id: expect.stringMatching(/^rp-[a-z0-9]{10}$/) as string, Arn: `arn:aws:organizations::${management}:resourcepolicy/${organization.id}/${Id}` }, Content });
    expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId: Id }))).Tags).toEqual([{ Key: 'k', Value: 'v' }]);
    expect(await refusal(client.send(new organizations.PutResourcePolicyCommand({ Content, Tags: [{ Key: 'k', Value: 'w' }] })))).toBe('InvalidInputException UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED');
    expect((await put(toDelegate('organizations:ListAccounts'))).ResourcePolicy?.ResourcePolicySummary?.Id).toBe(Id);
    expect((await client.send(new organizations.DescribeResourcePolicyCommand({}))).ResourcePolicy?.Content).toBe(policy(toDelegate('organizations:ListAccounts')));
    await dropPolicy();
  });

  it('lets the accounts that it names do what it says, together with their own policies', async () => {
    await put(toDelegate(['organizations:CreatePolicy', 'organizations:DescribePolicy', 'organizations:DeletePolicy'], { Condition: { StringEquals: { 'organizations:PolicyType': 'TAG_POLICY' } } }));
    const id = (await createPolicy(ours)).Policy?.PolicySummary?.Id;
    expect((await failure(createPolicy(ours, 'SERVICE_CONTROL_POLICY'))).message).toBe(noAccess);
    expect((await failure(ours.send(new organizations.DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' })))).message).toBe(noAccess);
    await expect(ours.send(new organizations.DescribePolicyCommand({ PolicyId: id }))).resolves.toBeDefined();
    expect((await failure(ours.send(new organizations.ListRootsCommand({})))).message).toBe(noAccess);
    const nobody = server.organizations(await userOf(server, member, 'unlisted'));
    expect((await failure(createPolicy(nobody))).message).toContain('because no identity-based policy allows');
    await ours.send(new organizations.DeletePolicyCommand({ PolicyId: id }));
    await dropPolicy();
    expect((await failure(createPolicy(ours))).message).toBe(noAccess);
  });

  it('that names a user leaves it the policies of its account all the same (R8.7)', async () => {
    const user = await userOf(server, member, 'named', allow('organizations:ListRoots'));
    const named = server.organizations(user);
    await put(toDelegate('organizations:ListRoots', { Principal: { AWS: `arn:aws:iam::${account}:user/named` } }));
    await expect(named.send(new organizations.ListRootsCommand({}))).resolves.toBeDefined();
    expect((await failure(ours.send(new organizations.ListRootsCommand({})))).message).toBe(noAccess);
    await server.iam(member).send(new DeleteUserPolicyCommand({ UserName: 'named', PolicyName: 'p' }));
    expect((await failure(named.send(new organizations.ListRootsCommand({})))).message).toContain('because no identity-based policy allows');
    await dropPolicy();
  });

  it.each<[what: string, content: () => string, reason: string]>([
    ['is no JSON', () => '{', 'INVALID_RESOURCE_POLICY_JSON'],
    ['has no version', () => JSON.stringify({ Statement: [toDelegate('organizations:ListRoots')] }), 'INVALID_RESOURCE_POLICY_JSON'],
    ['has no principal', () => policy(allow('organizations:ListRoots')), 'INVALID_PRINCIPAL'],
    ['allows everybody', () => policy(toDelegate('organizations:ListRoots', { Principal: '*' })), 'INVALID_PRINCIPAL'],
    ['names an outsider', () => policy(toDelegate('organizations:ListRoots', { Principal: { AWS: outsider } })), 'INVALID_PRINCIPAL'],
    ['names the management account', () => policy(toDelegate('organizations:ListRoots', { Principal: { AWS: management } })), 'INVALID_PRINCIPAL'],
    ['names a user who is not there', () => policy(toDelegate('organizations:ListRoots', { Principal: { AWS: `arn:aws:iam::${account}:user/none` } })), 'INVALID_PRINCIPAL'],
    ['names a service', () => policy(toDelegate('organizations:ListRoots', { Principal: { Service: 'config.amazonaws.com' } })), 'INVALID_PRINCIPAL'],
    ['delegates all', () => policy(toDelegate('organizations:*')), 'UNSUPPORTED_ACTION_IN_RESOURCE_POLICY'],
    ['delegates what is the management account\'s', () => policy(toDelegate('organizations:CloseAccount')), 'UNSUPPORTED_ACTION_IN_RESOURCE_POLICY'],
    ['delegates another service', () => policy(toDelegate('iam:ListUsers')), 'UNSUPPORTED_ACTION_IN_RESOURCE_POLICY'],
    ['delegates by exception', () => policy({ Effect: 'Allow', Principal: { AWS: account }, NotAction: 'organizations:CloseAccount', Resource: '*' }), 'UNSUPPORTED_ACTION_IN_RESOURCE_POLICY'],
    ['names resources by exception', () => policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'organizations:ListRoots', NotResource: 'arn:aws:organizations::*' }), 'UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY'],
    ['names a bucket', () => policy(toDelegate('organizations:DescribePolicy', { Resource: 'arn:aws:s3:::b' })), 'UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY'],
    ['names a policy type that is none', () => policy(toDelegate('organizations:CreatePolicy', { Condition: { StringEquals: { 'organizations:PolicyType': 'NO_POLICY' } } })), 'UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY'],
  ])('that %s is refused', async (_what, content, reason) => {
    expect(await refusal(client.send(new organizations.PutResourcePolicyCommand({ Content: content() })))).toBe(`InvalidInputException ${reason}`);
  });

  it('may name actions by their beginning where all of them can be delegated', async () => {
    await put(toDelegate(['organizations:Describe*', 'organizations:List*']));
    await expect(ours.send(new organizations.ListAccountsCommand({}))).resolves.toBeDefined();
    await dropPolicy();
  });
});

describe('tags (R23.65)', () => {
  it('are set, overwritten, listed and removed on whatever has them, and decide with', async () => {
    const unit = await organization.unit('tagged');
    const policyId = await organization.policy('tagged', [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]);
    for (const ResourceId of [organization.root, unit, account, policyId]) {
      await client.send(new organizations.TagResourceCommand({ ResourceId, Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }] }));
      await client.send(new organizations.TagResourceCommand({ ResourceId, Tags: [{ Key: 'a', Value: '3' }] }));
      await client.send(new organizations.UntagResourceCommand({ ResourceId, TagKeys: ['b', 'none'] }));
      expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId }))).Tags, ResourceId).toEqual([{ Key: 'a', Value: '3' }]);
    }
    const condition = (value: string) => allow('organizations:Describe*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/a': value } } });
    const [right, wrong] = [server.organizations(await userOf(server, organization.administrator, 'right', condition('3'))), server.organizations(await userOf(server, organization.administrator, 'wrong', condition('1')))];
    for (const command of [new organizations.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit }), new organizations.DescribePolicyCommand({ PolicyId: policyId }), new organizations.DescribeAccountCommand({ AccountId: account })]) {
      await expect(right.send(command as organizations.DescribeAccountCommand)).resolves.toBeDefined();
      expect((await failure(wrong.send(command as organizations.DescribeAccountCommand))).code).toBe('AccessDeniedException');
    }
  });

  it('are refused where AWS refuses them', async () => {
    const tag = (ResourceId: string, Tags: organizations.Tag[]) => refusal(client.send(new organizations.TagResourceCommand({ ResourceId, Tags })));
    expect(await tag('ou-abcd-abcdefgh', [{ Key: 'a', Value: 'b' }])).toBe('TargetNotFoundException');
    expect(await tag('999999999999', [{ Key: 'a', Value: 'b' }])).toBe('TargetNotFoundException');
    expect(await tag('p-0123456789', [{ Key: 'a', Value: 'b' }])).toBe('TargetNotFoundException');
    expect(await tag('rp-0123456789', [{ Key: 'a', Value: 'b' }])).toBe('TargetNotFoundException');
    expect(await tag('rt-0123456789', [{ Key: 'a', Value: 'b' }])).toBe('TargetNotFoundException');
    expect(await tag(account, [{ Key: 'a', Value: 'b' }, { Key: 'a', Value: 'c' }])).toBe('InvalidInputException DUPLICATE_TAG_KEY');
    expect(await tag(account, [{ Key: 'AWS:x', Value: 'b' }])).toBe('InvalidInputException INVALID_SYSTEM_TAGS_PARAMETER');
    expect(await tag(account, Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' })))).toBe('ConstraintViolationException MAX_TAG_LIMIT_EXCEEDED');
  });

  it('that come with what is made need the right to tag, too (R23.14)', async () => {
    const maker = server.organizations(await userOf(server, organization.administrator, 'maker', allow('organizations:Create*')));
    const make = (Tags: organizations.Tag[]) => maker.send(new organizations.CreateOrganizationalUnitCommand({ ParentId: organization.root, Name: `u${++made}`, Tags }));
    await expect(make([])).resolves.toBeDefined();
    expect((await failure(make([{ Key: 'a', Value: 'b' }]))).message).toContain('is not authorized to perform: organizations:TagResource');
  });
});

describe('conditions', () => {
  it('can ask for the service that is given access, and for the tags of what is made', async () => {
    const only = server.organizations(
      await userOf(
        server,
        organization.administrator,
        'conditional',
        allow('organizations:EnableAWSServiceAccess', '*', { Condition: { StringEquals: { 'organizations:ServicePrincipal': 'config.amazonaws.com' } } }),
        allow(['organizations:CreateOrganizationalUnit', 'organizations:TagResource'], '*', { Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } } }),
      ),
    );
    const enable = (ServicePrincipal: string) => only.send(new organizations.EnableAWSServiceAccessCommand({ ServicePrincipal }));
    await expect(enable('config.amazonaws.com')).resolves.toBeDefined();
    expect((await failure(enable('guardduty.amazonaws.com'))).code).toBe('AccessDeniedException');
    const create = (Name: string, Tags: organizations.Tag[]) => only.send(new organizations.CreateOrganizationalUnitCommand({ ParentId: organization.root, Name, Tags }));
    await expect(create('blue', [{ Key: 'team', Value: 'blue' }])).resolves.toBeDefined();
    expect((await failure(create('red', [{ Key: 'team', Value: 'red' }]))).code).toBe('AccessDeniedException');
    expect((await failure(create('more', [{ Key: 'team', Value: 'blue' }, { Key: 'x', Value: 'y' }]))).code).toBe('AccessDeniedException');
  });

  it('of a policy type or target that does not exist have reasons of their own', async () => {
    const wrong = 'NO_POLICY' as organizations.PolicyType;
    expect(await refusal(client.send(new organizations.ListPoliciesCommand({ Filter: wrong })))).toBe('InvalidInputException INVALID_ENUM_POLICY_TYPE');
    expect(await refusal(client.send(new organizations.DescribeEffectivePolicyCommand({ PolicyType: 'SERVICE_CONTROL_POLICY' as organizations.EffectivePolicyType })))).toBe('InvalidInputException INVALID_ENUM_POLICY_TYPE');
    expect(await refusal(client.send(new organizations.AttachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: 'nothing' })))).toBe('InvalidInputException INVALID_PATTERN_TARGET_ID');
    expect(await refusal(client.send(new organizations.ListPoliciesCommand({ Filter: 'TAG_POLICY', MaxResults: 21 })))).toBe('InvalidInputException MAX_VALUE_EXCEEDED');
  });
});

describe('who joins or makes an organization', () => {
  it('must be allowed to make its service-linked role, where it is not there', async () => {
    const root = server.rootOf(outsider);
    const without = server.organizations(await userOf(server, root, 'without', allow('organizations:*')));
    const dependency = 'AccessDeniedForDependencyException ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE';
    expect(await refusal(without.send(new organizations.CreateOrganizationCommand({})))).toBe(dependency);
    const { Handshake } = await client.send(new organizations.InviteAccountToOrganizationCommand({ Target: { Id: outsider, Type: 'ACCOUNT' } }));
    const accept = new organizations.AcceptHandshakeCommand({ HandshakeId: Handshake?.Id });
    expect(await refusal(without.send(accept))).toBe(dependency);
    const right = allow(['organizations:*', 'iam:CreateServiceLinkedRole'], '*');
    await expect(server.organizations(await userOf(server, root, 'with', right)).send(accept)).resolves.toBeDefined();
    await server.organizations(root).send(new organizations.LeaveOrganizationCommand({}));
    // The role stays, and so nobody needs the right any more.
    await expect(without.send(new organizations.CreateOrganizationCommand({}))).resolves.toBeDefined();
  });
});

describe('a policy that names resources of the organization', () => {
  it('needs both the policy and its target to be allowed for an attachment (R1.2), and can ask for the policy type', async () => {
    const unit = await organization.unit('pairs');
    const id = await organization.policy('pairs', [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]);
    const arn = (rest: string): string => `arn:aws:organizations::${management}:${rest}`;
    const [policyArn, unitArn] = [arn(`policy/${organization.id}/service_control_policy/${id}`), arn(`ou/${organization.id}/${unit}`)];
    const half = server.organizations(await userOf(server, organization.administrator, 'half', allow('organizations:AttachPolicy', policyArn)));
    const whole = server.organizations(await userOf(server, organization.administrator, 'whole', allow('organizations:AttachPolicy', [policyArn, unitArn], { Condition: { StringEquals: { 'organizations:PolicyType': 'SERVICE_CONTROL_POLICY' } } })));
    const attach = new organizations.AttachPolicyCommand({ PolicyId: id, TargetId: unit });
    expect((await failure(half.send(attach))).message).toContain(`organizations:AttachPolicy on resource: ${unitArn}`);
    await expect(whole.send(attach)).resolves.toBeDefined();
  });
});
