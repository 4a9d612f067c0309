import * as iam from '@aws-sdk/client-iam';
import { DescribeResourcePolicyCommand, ListAccountsCommand, PutResourcePolicyCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { Organization, userOf } from '../protocol/organization.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await LocalServer.start();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
const trusting = (principal: object, Action = 'sts:AssumeRole'): string => policy({ Effect: 'Allow', Principal: principal, Action });
const createRole = (RoleName: string, AssumeRolePolicyDocument: string) => server.iam().send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
const trustOf = async (RoleName: string): Promise<string> => decodeURIComponent((await server.iam().send(new iam.GetRoleCommand({ RoleName }))).Role?.AssumeRolePolicyDocument ?? '');

async function user(UserName: string): Promise<{ readonly id: string; readonly credentials: Credentials }> {
  const { User } = await server.iam().send(new iam.CreateUserCommand({ UserName }));
  await server.iam().send(new iam.PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: policy(allow('sts:AssumeRole')) }));
  return { id: User?.UserId ?? '', credentials: credentialsOf((await server.iam().send(new iam.CreateAccessKeyCommand({ UserName }))).AccessKey) };
}

async function removeUser(UserName: string, { credentials }: { readonly credentials: Credentials }): Promise<void> {
  await server.iam().send(new iam.DeleteAccessKeyCommand({ UserName, AccessKeyId: credentials.accessKeyId }));
  await server.iam().send(new iam.DeleteUserPolicyCommand({ UserName, PolicyName: 'p' }));
  await server.iam().send(new iam.DeleteUserCommand({ UserName }));
}

const assume = (as: Credentials, name: string) => server.sts(as).send(new AssumeRoleCommand({ RoleArn: arn(`role/${name}`), RoleSessionName: 'session' }));

describe('principals of stored policies', () => {
  it('are who they were: a namesake made later is a stranger, and the id is shown for who is gone (R7.3, V76)', async () => {
    const first = await user('ana');
    await createRole('of-ana', trusting({ AWS: arn('user/ana') }));
    await expect(assume(first.credentials, 'of-ana')).resolves.toBeDefined();
    expect(await trustOf('of-ana')).toContain(arn('user/ana'));
    await removeUser('ana', first);
    expect(await trustOf('of-ana')).toContain(`"${first.id}"`);
    const second = await user('ana');
    expect((await failure(assume(second.credentials, 'of-ana'))).message).toContain('no role trust policy allows');
    expect(await trustOf('of-ana')).toContain(`"${first.id}"`);
    await server.iam().send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'of-ana', PolicyDocument: trusting({ AWS: arn('user/ana') }) }));
    await expect(assume(second.credentials, 'of-ana')).resolves.toBeDefined();
  });

  it('keep what they have when they are renamed, and are shown by the new name (R21.5)', async () => {
    const { credentials } = await user('before');
    await createRole('of-renamed', trusting({ AWS: arn('user/before') }));
    await server.iam().send(new iam.UpdateUserCommand({ UserName: 'before', NewUserName: 'after', NewPath: '/new/' }));
    expect(await trustOf('of-renamed')).toContain(arn('user/new/after'));
    await expect(assume(credentials, 'of-renamed')).resolves.toBeDefined();
  });

  it('of roles are unique ids too', async () => {
    await createRole('giver', trusting({ AWS: account }));
    await createRole('taker', trusting({ AWS: [arn('role/giver'), account] }));
    const id = (await server.iam().send(new iam.GetRoleCommand({ RoleName: 'giver' }))).Role?.RoleId ?? '';
    await server.iam().send(new iam.DeleteRoleCommand({ RoleName: 'giver' }));
    expect(await trustOf('taker')).toContain(`["${id}","${account}"]`);
    expect(await failure(createRole('by-dead-id', trusting({ AWS: id })))).toMatchObject({ code: 'MalformedPolicyDocument', message: `Invalid principal in policy: "AWS":"${id}"` });
  });

  it.each<readonly [principal: Readonly<Record<string, string>>, message: string]>([
    [{ AWS: arn('user/nobody') }, `Invalid principal in policy: "AWS":"${arn('user/nobody')}"`],
    [{ AWS: arn('role/path/nobody') }, `Invalid principal in policy: "AWS":"${arn('role/path/nobody')}"`],
    [{ AWS: arn('group/some') }, `Invalid principal in policy: "AWS":"${arn('group/some')}"`],
    [{ AWS: 'ana' }, 'Invalid principal in policy: "AWS":"ana"'],
    [{ AWS: arn('user/*') }, `Invalid principal in policy: "AWS":"${arn('user/*')}"`],
    [{ Service: 'lambda' }, 'Invalid principal in policy: "SERVICE":"lambda"'],
    [{ Federated: arn('oidc-provider/nobody.example.com') }, `Invalid principal in policy: "FEDERATED":"${arn('oidc-provider/nobody.example.com')}"`],
    [{ Federated: arn('saml-provider/nobody') }, `Invalid principal in policy: "FEDERATED":"${arn('saml-provider/nobody')}"`],
    [{ Federated: 'corp' }, 'Federated principals must be valid domain names or SAML metadata ARNs'],
  ])('are refused where there is no %j (R13.9)', async (principal, message) => {
    expect(await failure(createRole('refused', trusting(principal)))).toEqual({ code: 'MalformedPolicyDocument', status: 400, message });
    await createRole('unchanged', trusting({ AWS: account }));
    expect((await failure(server.iam().send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'unchanged', PolicyDocument: trusting(principal) })))).message).toBe(message);
    await server.iam().send(new iam.DeleteRoleCommand({ RoleName: 'unchanged' }));
  });

  it.each<Readonly<Record<string, string>>>([{ AWS: '999999999999' }, { AWS: '*' }, { AWS: `arn:aws:sts::${account}:assumed-role/any/session` }, { Service: 'ec2.amazonaws.com' }, { Federated: 'accounts.google.com' }])('are taken as they are where they need not be looked up: %j', async (principal) => {
    const text = trusting(principal);
    await createRole('as-is', text);
    expect(await trustOf('as-is')).toBe(text);
    await server.iam().send(new iam.DeleteRoleCommand({ RoleName: 'as-is' }));
  });
});

describe('the resource policy of an organization', () => {
  it('means the user that it named, not a namesake (R7.3, R10.14)', async () => {
    const organization = await Organization.create(server);
    const account = await organization.account('member');
    const inMember = await organization.enter(account);
    const make = () => userOf(server, inMember, 'delegate', allow('organizations:*'));
    const first = await make();
    const named = `arn:aws:iam::${account}:user/delegate`;
    await organization.client.send(new PutResourcePolicyCommand({ Content: policy({ Effect: 'Allow', Principal: { AWS: named }, Action: 'organizations:ListAccounts', Resource: '*' }) }));
    const shown = async () => (await organization.client.send(new DescribeResourcePolicyCommand({}))).ResourcePolicy?.Content;
    const list = (as: Credentials) => server.organizations(as).send(new ListAccountsCommand({}));
    await expect(list(first)).resolves.toBeDefined();
    expect(await shown()).toContain(named);
    const client = server.iam(inMember);
    const id = (await client.send(new iam.GetUserCommand({ UserName: 'delegate' }))).User?.UserId ?? '';
    await client.send(new iam.DeleteAccessKeyCommand({ UserName: 'delegate', AccessKeyId: first.accessKeyId }));
    await client.send(new iam.DeleteUserPolicyCommand({ UserName: 'delegate', PolicyName: 'p' }));
    await client.send(new iam.DeleteUserCommand({ UserName: 'delegate' }));
    expect(await shown()).toContain(`"${id}"`);
    expect((await failure(list(await make()))).code).toBe('AccessDeniedException');
  });
});
