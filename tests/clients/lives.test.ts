import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetAccessKeyLastUsedCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListPolicyVersionsCommand,
  ListRolesCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  paginateListUsers,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  RemoveUserFromGroupCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { CreateAccountCommand, CreateOrganizationCommand, DescribeCreateAccountStatusCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetAccessKeyInfoCommand, GetCallerIdentityCommand, GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from './aws-clients.ts';
import { dataFolder, ServerProcess } from './server-process.ts';
import type { Credentials } from './aws-clients.ts';

const data = dataFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start(data.path);
});
afterAll(async () => {
  await server?.stop();
  data.remove();
});

async function userWithKey(name: string): Promise<Credentials> {
  const iam = server.iam();
  await iam.send(new CreateUserCommand({ UserName: name }));
  return credentialsOf((await iam.send(new CreateAccessKeyCommand({ UserName: name }))).AccessKey);
}

const trust = (principal: object, condition?: object): string =>
  policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...(condition ? { Condition: condition } : {}) });

describe('a user\'s life', () => {
  it('is created, named, tagged, listed, renamed, and found again under its unique id (R21.3–R21.5)', async () => {
    const iam = server.iam();
    const { User: made } = await iam.send(new CreateUserCommand({ UserName: 'Ben', Path: '/staff/', Tags: [{ Key: 'team', Value: 'orders' }] }));
    expect(made).toMatchObject({ UserName: 'Ben', Path: '/staff/', Arn: `arn:aws:iam::${account}:user/staff/Ben`, Tags: [{ Key: 'team', Value: 'orders' }] });
    expect(made?.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect(await failure(iam.send(new CreateUserCommand({ UserName: 'BEN' })))).toMatchObject({ code: 'EntityAlreadyExists', status: 409 });

    await iam.send(new TagUserCommand({ UserName: 'Ben', Tags: [{ Key: 'Team', Value: 'billing' }, { Key: 'floor', Value: '3' }] }));
    const { Tags } = await iam.send(new ListUserTagsCommand({ UserName: 'Ben' }));
    expect(Tags?.map(({ Key, Value }) => `${Key?.toLowerCase()}=${Value}`).sort()).toEqual(['floor=3', 'team=billing']);
    await iam.send(new UntagUserCommand({ UserName: 'Ben', TagKeys: ['floor', 'absent'] }));

    await iam.send(new UpdateUserCommand({ UserName: 'Ben', NewUserName: 'Benjamin', NewPath: '/' }));
    const { User: found } = await iam.send(new GetUserCommand({ UserName: 'benjamin' }));
    expect(found).toMatchObject({ UserName: 'Benjamin', UserId: made?.UserId, Arn: `arn:aws:iam::${account}:user/Benjamin` });
    expect(await failure(iam.send(new GetUserCommand({ UserName: 'Ben' })))).toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
      message: 'The user with name Ben cannot be found.',
    });
    const { Users } = await iam.send(new ListUsersCommand({}));
    expect(Users?.find((user) => user.UserName === 'Benjamin')).toBeDefined();
    expect(Users?.every((user) => user.Tags === undefined)).toBe(true);
    await iam.send(new DeleteUserCommand({ UserName: 'Benjamin' }));
    expect((await failure(iam.send(new DeleteUserCommand({ UserName: 'Benjamin' })))).code).toBe('NoSuchEntity');
  });

  it('can do nothing until something allows it, and then just that (R8.1)', async () => {
    const cat = await userWithKey('cat');
    const denied = await failure(server.iam(cat).send(new GetUserCommand({ UserName: 'cat' })));
    expect(denied).toEqual({
      code: 'AccessDenied',
      status: 403,
      message:
        `User: arn:aws:iam::${account}:user/cat is not authorized to perform: iam:GetUser on resource: arn:aws:iam::${account}:user/cat ` +
        'because no identity-based policy allows the iam:GetUser action',
    });
    expect((await server.sts(cat).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:user/cat`);

    const iam = server.iam();
    await iam.send(new CreateGroupCommand({ GroupName: 'readers' }));
    const { Policy: made } = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'read-self', PolicyDocument: policy(allow('iam:Get*', `arn:aws:iam::${account}:user/\${aws:username}`)) }),
    );
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'readers', PolicyArn: made?.Arn }));
    await iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'cat' }));
    expect((await server.iam(cat).send(new GetUserCommand({ UserName: 'cat' }))).User?.UserName).toBe('cat');
    expect((await server.iam(cat).send(new GetUserCommand({}))).User?.UserName).toBe('cat');
    expect((await failure(server.iam(cat).send(new GetUserCommand({ UserName: 'other' })))).code).toBe('AccessDenied');
    expect((await iam.send(new ListGroupsForUserCommand({ UserName: 'cat' }))).Groups?.map((group) => group.GroupName)).toEqual(['readers']);

    await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'readers', UserName: 'cat' }));
    expect((await failure(server.iam(cat).send(new GetUserCommand({ UserName: 'cat' })))).code).toBe('AccessDenied');
    expect(await failure(iam.send(new DeleteGroupCommand({ GroupName: 'readers' })))).toMatchObject({ code: 'DeleteConflict', status: 409 });
    await iam.send(new DetachGroupPolicyCommand({ GroupName: 'readers', PolicyArn: made?.Arn }));
    await iam.send(new DeleteGroupCommand({ GroupName: 'readers' }));
    await iam.send(new DeletePolicyCommand({ PolicyArn: made?.Arn }));
  });

  it('is held by its permissions boundary, and freed when that is taken away (R8.10)', async () => {
    const iam = server.iam();
    const dora = await userWithKey('dora');
    const make = async (name: string, document: string) => (await iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument: document }))).Policy?.Arn;
    const everything = await make('everything', policy(allow('*')));
    const onlyUsers = await make('only-users', policy(allow('iam:ListUsers')));
    await iam.send(new AttachUserPolicyCommand({ UserName: 'dora', PolicyArn: everything }));
    await server.iam(dora).send(new ListRolesCommand({}));
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'dora', PermissionsBoundary: onlyUsers }));
    expect(await failure(server.iam(dora).send(new ListRolesCommand({})))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringMatching(/ because no permissions boundary allows the iam:ListRoles action$/) as string,
    });
    await server.iam(dora).send(new ListUsersCommand({}));
    expect((await iam.send(new GetPolicyCommand({ PolicyArn: onlyUsers }))).Policy).toMatchObject({ AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 });
    expect((await failure(iam.send(new DeletePolicyCommand({ PolicyArn: onlyUsers })))).code).toBe('DeleteConflict');
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'dora' }));
    await server.iam(dora).send(new ListRolesCommand({}));
    expect((await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'dora' }))).AttachedPolicies).toEqual([{ PolicyName: 'everything', PolicyArn: everything }]);
    await iam.send(new DetachUserPolicyCommand({ UserName: 'dora', PolicyArn: everything }));
  });

  it('keeps its keys in its own hands: two at most, switched off at once, last use seen (R21.23, R21.24)', async () => {
    const iam = server.iam();
    const first = await userWithKey('eve');
    await iam.send(new CreateAccessKeyCommand({ UserName: 'eve' }));
    expect(await failure(iam.send(new CreateAccessKeyCommand({ UserName: 'eve' })))).toMatchObject({
      code: 'LimitExceeded',
      status: 409,
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
    const unused = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: first.accessKeyId }));
    expect(unused).toMatchObject({ UserName: 'eve', AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } });
    await server.sts(first).send(new GetCallerIdentityCommand({}));
    const used = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: first.accessKeyId }));
    expect(used.AccessKeyLastUsed).toMatchObject({ ServiceName: 'sts', Region: 'us-east-1', LastUsedDate: expect.any(Date) as Date });

    await iam.send(new UpdateAccessKeyCommand({ UserName: 'eve', AccessKeyId: first.accessKeyId, Status: 'Inactive' }));
    expect(await failure(server.sts(first).send(new GetCallerIdentityCommand({})))).toMatchObject({ code: 'InvalidClientTokenId', status: 403 });
    await iam.send(new UpdateAccessKeyCommand({ UserName: 'eve', AccessKeyId: first.accessKeyId, Status: 'Active' }));
    await server.sts(first).send(new GetCallerIdentityCommand({}));
    expect(await failure(server.sts({ ...first, secretAccessKey: `x${first.secretAccessKey.slice(1)}` }).send(new GetCallerIdentityCommand({})))).toMatchObject({
      code: 'SignatureDoesNotMatch',
      status: 403,
    });
    expect((await failure(iam.send(new DeleteUserCommand({ UserName: 'eve' })))).code).toBe('DeleteConflict');
    for (const { AccessKeyId } of (await iam.send(new ListAccessKeysCommand({ UserName: 'eve' }))).AccessKeyMetadata ?? []) {
      await iam.send(new DeleteAccessKeyCommand({ UserName: 'eve', AccessKeyId }));
    }
    expect((await failure(server.sts(first).send(new GetCallerIdentityCommand({})))).code).toBe('InvalidClientTokenId');
    await iam.send(new DeleteUserCommand({ UserName: 'eve' }));
    expect((await server.sts().send(new GetAccessKeyInfoCommand({ AccessKeyId: first.accessKeyId }))).Account).toBe(account);
  });

  it('is one of many that pages show each once (R20.16, R20.18)', async () => {
    const iam = server.iam();
    const names = Array.from({ length: 25 }, (_, index) => `page-${String(index).padStart(2, '0')}`);
    await Promise.all(names.map((UserName) => iam.send(new CreateUserCommand({ UserName, Path: '/paged/' }))));
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListUsers({ client: iam, pageSize: 7 }, { PathPrefix: '/paged/' })) seen.push(...(page.Users ?? []).map((user) => user.UserName));
    expect(seen).toEqual(names);
  });
});

describe('a managed policy\'s life', () => {
  it('has versions, at most five, one of them the default (R21.14, R21.15)', async () => {
    const iam = server.iam();
    const { Policy: made } = await iam.send(new CreatePolicyCommand({ PolicyName: 'versions', PolicyDocument: policy(allow('s3:Get*')) }));
    const PolicyArn = made?.Arn;
    expect(made).toMatchObject({ DefaultVersionId: 'v1', AttachmentCount: 0, IsAttachable: true });
    for (let version = 2; version <= 5; version++) {
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: policy(allow(`s3:Get${version}`)), SetAsDefault: version === 3 }));
    }
    expect((await failure(iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: policy(allow('s3:*')) })))).code).toBe('LimitExceeded');
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
      ['v5', false],
      ['v4', false],
      ['v3', true],
      ['v2', false],
      ['v1', false],
    ]);
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }));
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(policy(allow('s3:Get3')));
    expect((await failure(iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v3' })))).code).toBe('DeleteConflict');
    expect((await failure(iam.send(new DeletePolicyCommand({ PolicyArn })))).code).toBe('DeleteConflict');
    for (const VersionId of ['v1', 'v2', 'v4', 'v5']) await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    expect(await failure(iam.send(new GetPolicyCommand({ PolicyArn })))).toMatchObject({ code: 'NoSuchEntity', message: `Policy ${PolicyArn} was not found.` });
  });

  it('is refused in AWS\'s words when it is malformed (R13.1, R13.2)', async () => {
    const iam = server.iam();
    const create = (PolicyDocument: string) => failure(iam.send(new CreatePolicyCommand({ PolicyName: 'bad', PolicyDocument })));
    expect(await create('{')).toMatchObject({ code: 'MalformedPolicyDocument', status: 400, message: 'Syntax errors in policy.' });
    expect((await create('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}')).message).toBe('Policy document must be version 2012-10-17 or greater.');
    expect((await create(policy(allow('invalid')))).message).toBe('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    expect((await create(policy({ ...allow('s3:*'), Principal: '*' }))).message).toBe('Policy document should not specify a principal.');
    expect(await create(policy(allow('s3:*', `arn:aws:s3:::${'x'.repeat(6200)}`)))).toMatchObject({ code: 'LimitExceeded', status: 409, message: 'Cannot exceed quota for PolicySize: 6144' });
  });
});

describe('a role\'s life', () => {
  it('shows in each answer what AWS shows there (iam-api.md section 3, V170)', async () => {
    const iam = server.iam();
    const AssumeRolePolicyDocument = trust({ Service: 'lambda.amazonaws.com' });
    const { Role: made } = await iam.send(new CreateRoleCommand({ RoleName: 'shown', Path: '/app/', AssumeRolePolicyDocument, Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(made).toMatchObject({ RoleName: 'shown', Arn: `arn:aws:iam::${account}:role/app/shown`, Tags: [{ Key: 'a', Value: 'b' }] });
    expect(made?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(made?.MaxSessionDuration).toBeUndefined();
    expect(made?.RoleLastUsed).toBeUndefined();
    const { Role: got } = await iam.send(new GetRoleCommand({ RoleName: 'shown' }));
    expect(got).toMatchObject({ MaxSessionDuration: 3600, RoleLastUsed: {}, Tags: [{ Key: 'a', Value: 'b' }] });
    expect(decodeURIComponent(got?.AssumeRolePolicyDocument ?? '')).toBe(AssumeRolePolicyDocument);
    const listed = (await iam.send(new ListRolesCommand({ PathPrefix: '/app/' }))).Roles?.[0];
    expect(listed).toMatchObject({ RoleName: 'shown', MaxSessionDuration: 3600 });
    expect([listed?.Tags, listed?.RoleLastUsed]).toEqual([undefined, undefined]);
    await iam.send(new UpdateRoleCommand({ RoleName: 'shown', Description: 'for the page', MaxSessionDuration: 7200 }));
    expect((await iam.send(new GetRoleCommand({ RoleName: 'shown' }))).Role).toMatchObject({ Description: 'for the page', MaxSessionDuration: 7200 });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'shown', PolicyName: 'inline', PolicyDocument: policy(allow('s3:*')) }));
    expect((await failure(iam.send(new DeleteRoleCommand({ RoleName: 'shown' })))).code).toBe('DeleteConflict');
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'shown', PolicyName: 'inline' }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'shown' }));
    expect((await failure(iam.send(new GetRoleCommand({ RoleName: 'shown' })))).message).toBe('The role with name shown cannot be found.');
  });

  it('names only principals that exist, and a namesake made later is a stranger (R7.3, R13.9)', async () => {
    const iam = server.iam();
    const arn = `arn:aws:iam::${account}:user/frank`;
    expect(await failure(iam.send(new CreateRoleCommand({ RoleName: 'trusting', AssumeRolePolicyDocument: trust({ AWS: arn }) })))).toMatchObject({
      code: 'MalformedPolicyDocument',
      status: 400,
      message: `Invalid principal in policy: "AWS":"${arn}"`,
    });
    const first = await userWithKey('frank');
    await iam.send(new CreateRoleCommand({ RoleName: 'trusting', AssumeRolePolicyDocument: trust({ AWS: arn }) }));
    const assume = (credentials: Credentials) =>
      server.sts(credentials).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/trusting`, RoleSessionName: 'try' }));
    await assume(first);
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'frank', AccessKeyId: first.accessKeyId }));
    const id = (await iam.send(new GetUserCommand({ UserName: 'frank' }))).User?.UserId ?? '';
    await iam.send(new DeleteUserCommand({ UserName: 'frank' }));
    expect(decodeURIComponent((await iam.send(new GetRoleCommand({ RoleName: 'trusting' }))).Role?.AssumeRolePolicyDocument ?? '')).toContain(`"${id}"`);
    const second = await userWithKey('frank');
    expect((await failure(assume(second))).message).toBe(
      `User: ${arn} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    );
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'trusting', PolicyDocument: trust({ AWS: arn }) }));
    await assume(second);
  });
});

describe('a session', () => {
  it('has what the role has, less what the session policy leaves out (R8.11)', async () => {
    const iam = server.iam();
    const gina = await userWithKey('gina');
    await iam.send(new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:user/gina` }) }));
    await iam.send(new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'read', PolicyDocument: policy(allow(['iam:ListUsers', 'iam:ListRoles'])) }));
    const RoleArn = `arn:aws:iam::${account}:role/reader`;
    const whole = await server.sts(gina).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 's1' }));
    expect(whole.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/reader/s1`);
    expect(whole.PackedPolicySize).toBeUndefined();
    const session = credentialsOf(whole.Credentials);
    await server.iam(session).send(new ListRolesCommand({}));
    expect((await server.sts(session).send(new GetCallerIdentityCommand({}))).UserId).toMatch(/^AROA[A-Z2-7]{17}:s1$/);

    const cut = await server.sts(gina).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 's2', Policy: policy(allow('iam:ListUsers')) }));
    expect(cut.PackedPolicySize).toBeGreaterThan(0);
    await server.iam(credentialsOf(cut.Credentials)).send(new ListUsersCommand({}));
    expect(await failure(server.iam(credentialsOf(cut.Credentials)).send(new ListRolesCommand({})))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringMatching(/^User: arn:aws:sts::\d+:assumed-role\/reader\/s2 .* because no session policy allows the iam:ListRoles action$/) as string,
    });
    const { sessionToken: _, ...bare } = session;
    expect((await failure(server.iam(bare).send(new ListUsersCommand({})))).code).toBe('InvalidClientTokenId');
    expect((await iam.send(new GetRoleCommand({ RoleName: 'reader' }))).Role?.RoleLastUsed?.LastUsedDate).toBeInstanceOf(Date);
  });

  it('lasts as long as the role allows, and an hour at most from another session (R9.3, V85)', async () => {
    const iam = server.iam();
    const hal = await userWithKey('hal');
    const own = trust({ AWS: account });
    for (const RoleName of ['link-a', 'link-b']) {
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: own, MaxSessionDuration: 7200 }));
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'assume', PolicyDocument: policy(allow('sts:AssumeRole')) }));
    }
    await iam.send(new CreatePolicyCommand({ PolicyName: 'assume', PolicyDocument: policy(allow('sts:AssumeRole')) }));
    await iam.send(new AttachUserPolicyCommand({ UserName: 'hal', PolicyArn: `arn:aws:iam::${account}:policy/assume` }));
    const assume = (credentials: Credentials, name: string, DurationSeconds?: number) =>
      server.sts(credentials).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${name}`, RoleSessionName: 'try', DurationSeconds }));
    expect(await failure(assume(hal, 'link-a', 7201))).toMatchObject({
      code: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    const first = credentialsOf((await assume(hal, 'link-a', 7200)).Credentials);
    expect(await failure(assume(first, 'link-b', 3601))).toMatchObject({
      code: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
    await assume(first, 'link-b', 3600);
  });

  it('of GetSessionToken is the user, of GetFederationToken only what both sides give (R9.1, R9.12)', async () => {
    const iam = server.iam();
    const ida = await userWithKey('ida');
    await iam.send(new AttachUserPolicyCommand({ UserName: 'ida', PolicyArn: `arn:aws:iam::${account}:policy/everything` }));
    const mine = credentialsOf((await server.sts(ida).send(new GetSessionTokenCommand({}))).Credentials);
    expect((await server.sts(mine).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:user/ida`);
    expect((await failure(server.iam(mine).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
    expect(await failure(server.sts(mine).send(new GetSessionTokenCommand({})))).toMatchObject({
      code: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    });
    const federated = await server.sts(ida).send(new GetFederationTokenCommand({ Name: 'guest' }));
    expect(federated).toMatchObject({ FederatedUser: { Arn: `arn:aws:sts::${account}:federated-user/guest`, FederatedUserId: `${account}:guest` }, PackedPolicySize: 0 });
    const guest = credentialsOf(federated.Credentials);
    expect((await server.sts(guest).send(new GetCallerIdentityCommand({}))).UserId).toBe(`${account}:guest`);
    expect((await failure(server.iam(guest).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
  });

  it('is never had by the account root (R9.8, V84)', async () => {
    expect(await failure(server.sts().send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: 'try' })))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: 'Roles may not be assumed by root accounts.',
    });
  });
});

describe('across accounts', () => {
  it('a role behind an external id opens to those who know it, and who may ask (R8.7)', async () => {
    const organizations = server.organizations();
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName: 'partner', Email: 'partner@example.com' }));
    const { CreateAccountStatus: done } = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }));
    expect(done).toMatchObject({ State: 'SUCCEEDED', AccountId: expect.stringMatching(/^\d{12}$/) as string });
    const partner = done?.AccountId ?? '';
    expect((await organizations.send(new ListAccountsCommand({}))).Accounts?.map(({ Id }) => Id).sort()).toEqual([account, partner].sort());

    const jon = await userWithKey('jon');
    const assume = (name: string, ExternalId?: string) =>
      server.sts(jon).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${partner}:role/${name}`, RoleSessionName: 'jon', ExternalId }));
    const administrators = 'OrganizationAccountAccessRole';
    expect((await failure(assume(administrators))).code).toBe('AccessDenied');
    await server.iam().send(new AttachUserPolicyCommand({ UserName: 'jon', PolicyArn: `arn:aws:iam::${account}:policy/assume` }));
    const administrator = credentialsOf((await assume(administrators)).Credentials);
    await server.iam(administrator).send(
      new CreateRoleCommand({ RoleName: 'Auditor', AssumeRolePolicyDocument: trust({ AWS: account }, { StringEquals: { 'sts:ExternalId': 'agreed' } }) }),
    );
    expect((await failure(assume('Auditor'))).message).toMatch(/because no role trust policy allows the sts:AssumeRole action$/);
    expect((await failure(assume('Auditor', 'wrong'))).code).toBe('AccessDenied');
    const auditor = credentialsOf((await assume('Auditor', 'agreed')).Credentials);
    expect((await server.sts(auditor).send(new GetCallerIdentityCommand({}))).Account).toBe(partner);
    expect((await failure(server.iam(auditor).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
    await server.iam(administrator).send(new AttachRolePolicyCommand({ RoleName: 'Auditor', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }));
    expect((await server.iam(auditor).send(new ListUsersCommand({}))).Users).toEqual([]);
    await server.iam(administrator).send(new DetachRolePolicyCommand({ RoleName: 'Auditor', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }));
  });
});
