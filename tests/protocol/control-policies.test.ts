import { CreateRoleCommand, CreateUserCommand, DeleteUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account as management, allow, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';
import { administratorOf, Organization, refusal, userOf } from './organization.ts';

const outsider = '222222222222';
/** The management account of another organization. */
const elsewhere = '333333333333';
const deny = (Action: string | readonly string[], rest: object = {}): object => ({ Effect: 'Deny', Action, Resource: '*', ...rest });

let server: LocalServer;
let organization: Organization;
beforeAll(async () => {
  server = await LocalServer.start({ standaloneAccounts: [outsider, elsewhere] });
  organization = await Organization.create(server);
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const listUsers = (as: Credentials): Promise<unknown> => server.iam(as).send(new ListUsersCommand({}));

describe('a service control policy', () => {
  /** root -> above -> below -> account */
  let above: string;
  let below: string;
  let account: string;
  let member: Credentials;
  beforeAll(async () => {
    above = await organization.unit('above');
    below = await organization.unit('below', above);
    account = await organization.account('limited');
    await organization.move(account, organization.root, below);
    member = await organization.enter(account);
  });

  it.each([
    ['the root', () => organization.root],
    ['a unit above', () => above],
    ['the unit of the account', () => below],
    ['the account', () => account],
  ])('that denies at %s denies from the next call on, naming itself, and no longer than it is attached (R10.3, R12.3)', async (_where, target) => {
    await expect(listUsers(member)).resolves.toBeDefined();
    const id = await organization.policy(`deny-at-${target()}`, [deny('iam:ListUsers')]);
    await organization.attach(id, target());
    const arn = `arn:aws:organizations::${management}:policy/${organization.id}/service_control_policy/${id}`;
    const { code, message } = await failure(listUsers(member));
    expect(code).toBe('AccessDenied');
    expect(message.startsWith(`User: arn:aws:sts::${account}:assumed-role/OrganizationAccountAccessRole/test is not authorized to perform: iam:ListUsers on resource: `)).toBe(true);
    expect(message.endsWith(` with an explicit deny in a service control policy: ${arn}`)).toBe(true);
    await organization.detach(id, target());
    await expect(listUsers(member)).resolves.toBeDefined();
  });

  it('that is changed decides as changed at once', async () => {
    const id = await organization.policy('changing', [deny('iam:CreateUser')]);
    await organization.attach(id, below);
    await expect(listUsers(member)).resolves.toBeDefined();
    await organization.client.send(new organizations.UpdatePolicyCommand({ PolicyId: id, Content: policy(deny('iam:List*')) }));
    expect((await failure(listUsers(member))).message).toContain('with an explicit deny in a service control policy');
    await organization.detach(id, below);
  });

  it('must allow at every level: replacing FullAWSAccess closes all else at once (R10.3, R10.4)', async () => {
    const only = await organization.policy('only-reading', [allow(['iam:List*', 'sts:*'])]);
    await organization.attach(only, above);
    await expect(server.iam(member).send(new CreateUserCommand({ UserName: 'before' }))).resolves.toBeDefined();
    await organization.detach('p-FullAWSAccess', above);
    await expect(listUsers(member)).resolves.toBeDefined();
    expect((await failure(server.iam(member).send(new CreateUserCommand({ UserName: 'after' })))).message).toMatch(/because no service control policy allows the iam:CreateUser action$/);
    await organization.attach('p-FullAWSAccess', above);
    await expect(server.iam(member).send(new DeleteUserCommand({ UserName: 'before' }))).resolves.toBeDefined();
    await organization.detach(only, above);
  });

  it('allows no more than what each of two levels allows (R10.3)', async () => {
    const [one, two] = [await organization.policy('one', [allow(['iam:*', 'sts:*'])]), await organization.policy('two', [allow(['iam:ListUsers', 's3:*', 'sts:*'])])];
    for (const [id, target] of [[one, above], [two, below]] as const) {
      await organization.attach(id, target);
      await organization.detach('p-FullAWSAccess', target);
    }
    await expect(listUsers(member)).resolves.toBeDefined();
    expect((await failure(server.iam(member).send(new CreateUserCommand({ UserName: 'x' })))).message).toContain('no service control policy');
    for (const [id, target] of [[one, above], [two, below]] as const) {
      await organization.attach('p-FullAWSAccess', target);
      await organization.detach(id, target);
    }
  });

  it('follows an account that is moved (R23.27)', async () => {
    const id = await organization.policy('of-a-unit', [deny('iam:ListUsers')]);
    const other = await organization.unit('other');
    await organization.attach(id, other);
    await organization.move(account, below, other);
    expect((await failure(listUsers(member))).code).toBe('AccessDenied');
    await organization.move(account, other, below);
    await expect(listUsers(member)).resolves.toBeDefined();
  });

  it('never grants (R10.13)', async () => {
    const user = await userOf(server, member, 'nothing');
    expect((await failure(listUsers(user))).message).toContain('because no identity-based policy allows');
  });

  it('does not touch the management account, nor who is in no organization (R10.1, R10.2)', async () => {
    const id = await organization.policy('everything', [deny('iam:ListUsers')]);
    await organization.attach(id, organization.root);
    await expect(listUsers(organization.administrator)).resolves.toBeDefined();
    await expect(listUsers(server.rootOf(outsider))).resolves.toBeDefined();
    expect((await failure(listUsers(member))).code).toBe('AccessDenied');
    await organization.detach(id, organization.root);
  });

  it('is seen by PrincipalOrgID and PrincipalOrgPaths with their trailing slash (R23.8)', async () => {
    const path = `${organization.id}/${organization.root}/${above}/${below}/`;
    const conditions = { StringEquals: { 'aws:PrincipalOrgID': organization.id }, 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': path } };
    const inside = await userOf(server, member, 'inside', allow('iam:ListUsers', '*', { Condition: conditions }));
    await expect(listUsers(inside)).resolves.toBeDefined();
    await organization.move(account, below, above);
    expect((await failure(listUsers(inside))).code).toBe('AccessDenied');
    await organization.move(account, above, below);
  });

  it('can keep principals to resources of some organization: ResourceOrgID is the owner\'s', async () => {
    const theirs = server.rootOf(elsewhere);
    const { Organization: other } = await server.organizations(theirs).send(new organizations.CreateOrganizationCommand({}));
    await server.iam(theirs).send(new CreateRoleCommand({ RoleName: 'open', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }) }));
    const assume = () => server.sts(member).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${elsewhere}:role/open`, RoleSessionName: 'session' }));
    const unless = (id: string | undefined): object => deny('sts:AssumeRole', { Condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': id } } });
    const id = await organization.policy('perimeter-of-resources', [unless(other?.Id)]);
    await organization.attach(id, account);
    await expect(assume()).resolves.toBeDefined();
    await organization.client.send(new organizations.UpdatePolicyCommand({ PolicyId: id, Content: policy(unless(organization.id)) }));
    expect((await failure(assume())).code).toBe('AccessDenied');
    await organization.detach(id, account);
  });

  it('decides nothing while its type is disabled, and FullAWSAccess is what comes back (R23.43)', async () => {
    const id = await organization.policy('gone-with-its-type', [deny('iam:ListUsers')]);
    await organization.attach(id, account);
    const type = { RootId: organization.root, PolicyType: 'SERVICE_CONTROL_POLICY' } as const;
    await organization.client.send(new organizations.DisablePolicyTypeCommand(type));
    await expect(listUsers(member)).resolves.toBeDefined();
    await organization.client.send(new organizations.EnablePolicyTypeCommand(type));
    await expect(listUsers(member)).resolves.toBeDefined();
    for (const TargetId of [organization.root, above, below, account, management]) {
      const { Policies } = await organization.client.send(new organizations.ListPoliciesForTargetCommand({ TargetId, Filter: 'SERVICE_CONTROL_POLICY' }));
      expect(Policies?.map(({ Id }) => Id), TargetId).toEqual(['p-FullAWSAccess']);
    }
  });
});

describe('an invited account', () => {
  it('has its root limited from when it joins until it leaves (R8.12, R10.2)', async () => {
    const root = server.rootOf(outsider);
    const { Handshake } = await organization.client.send(new organizations.InviteAccountToOrganizationCommand({ Target: { Id: outsider, Type: 'ACCOUNT' } }));
    const id = await organization.policy('no-users', [deny('iam:ListUsers')]);
    await organization.attach(id, organization.root);
    await expect(listUsers(root)).resolves.toBeDefined();
    await server.organizations(root).send(new organizations.AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
    expect((await failure(listUsers(root))).message).toContain(`User: arn:aws:iam::${outsider}:root is not authorized to perform: iam:ListUsers`);
    await expect(server.sts(root).send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    await server.organizations(root).send(new organizations.LeaveOrganizationCommand({}));
    await expect(listUsers(root)).resolves.toBeDefined();
    await organization.detach(id, organization.root);
  });
});

describe('a resource control policy', () => {
  let account: string;
  let member: Credentials;
  let stranger: Credentials;
  const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
  const trusting = (Principal: object): string => policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  const assume = (as: Credentials, name: string): Promise<unknown> => server.sts(as).send(new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: 'session' }));
  beforeAll(async () => {
    account = await organization.account('guarded');
    member = await organization.enter(account);
    stranger = await administratorOf(server, server.rootOf(outsider));
    await server.iam(member).send(new CreateRoleCommand({ RoleName: 'shared', AssumeRolePolicyDocument: trusting({ AWS: [outsider, management, account] }) }));
    await organization.client.send(new organizations.EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: 'RESOURCE_CONTROL_POLICY' }));
  });

  it('is attached as RCPFullAWSAccess everywhere, which cannot be detached (R10.4, R23.42, R23.45)', async () => {
    const unit = await organization.unit('with-rcp');
    for (const TargetId of [organization.root, unit, account, management]) {
      const { Policies } = await organization.client.send(new organizations.ListPoliciesForTargetCommand({ TargetId, Filter: 'RESOURCE_CONTROL_POLICY' }));
      expect(Policies?.map(({ Id }) => Id), TargetId).toEqual(['p-RCPFullAWSAccess']);
      expect(await refusal(organization.detach('p-RCPFullAWSAccess', TargetId))).toBe('InvalidInputException NON_DETACHABLE_POLICY');
    }
    await expect(assume(stranger, 'shared')).resolves.toBeDefined();
  });

  it('keeps strangers off the roles of a member, whatever their trust policies say, and lets the organization in (R10.9, R10.11)', async () => {
    const perimeter = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization.id } } };
    const id = await organization.policy('perimeter', [perimeter], 'RESOURCE_CONTROL_POLICY');
    await organization.attach(id, account);
    const { code, message } = await failure(assume(stranger, 'shared'));
    expect(code).toBe('AccessDenied');
    // R12.2: a stranger is not told why.
    expect(message).toBe(`User: arn:aws:iam::${outsider}:user/administrator is not authorized to perform: sts:AssumeRole on resource: ${roleArn('shared')}`);
    await expect(assume(organization.administrator, 'shared')).resolves.toBeDefined();
    await organization.detach(id, account);
    await expect(assume(stranger, 'shared')).resolves.toBeDefined();
  });

  it('tells callers of the organization which one denies (R12.3), and does not touch services outside of its list', async () => {
    const id = await organization.policy('nobody', [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }], 'RESOURCE_CONTROL_POLICY');
    await organization.attach(id, organization.root);
    const arn = `arn:aws:organizations::${management}:policy/${organization.id}/resource_control_policy/${id}`;
    expect((await failure(assume(organization.administrator, 'shared'))).message).toMatch(new RegExp(`with an explicit deny in a resource control policy: ${arn}$`));
    await expect(listUsers(member)).resolves.toBeDefined();
    await organization.detach(id, organization.root);
  });

  it('does not guard the roles of the management account (R10.1)', async () => {
    const trust = trusting({ AWS: outsider });
    await server.iam(organization.administrator).send(new CreateRoleCommand({ RoleName: 'of-management', AssumeRolePolicyDocument: trust }));
    const id = await organization.policy('nobody-at-all', [{ Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: '*' }], 'RESOURCE_CONTROL_POLICY');
    await organization.attach(id, organization.root);
    await expect(server.sts(stranger).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${management}:role/of-management`, RoleSessionName: 'session' }))).resolves.toBeDefined();
    await organization.detach(id, organization.root);
  });
});
