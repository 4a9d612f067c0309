import * as iam from '@aws-sdk/client-iam';
import { EnableAWSServiceAccessCommand, RegisterDelegatedAdministratorCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, AssumeRootCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { AssumeRootCommandInput } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account as management, allow, credentialsOf, failure, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { administratorOf, Organization, userOf } from '../protocol/organization.ts';

const service = 'iam.amazonaws.com';
const task = (name: string): string => `arn:aws:iam::aws:policy/root-task/${name}`;
const audit = task('IAMAuditRootUserCredentials');
let server: LocalServer;
let organization: Organization;
let member: string;
let other: string;

const assume = (as: Credentials, TargetPrincipal: string, rest: Partial<AssumeRootCommandInput> = {}) => server.sts(as).send(new AssumeRootCommand({ TargetPrincipal, TaskPolicyArn: { arn: audit }, ...rest }));
const list = (as: Credentials) => server.iam(as).send(new iam.ListOrganizationsFeaturesCommand({}));

beforeAll(async () => {
  server = await LocalServer.start();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('features of an organization (R21.52)', () => {
  it('need an organization, trusted access, and who manages it', async () => {
    expect((await failure(list(rootKey))).code).toMatch(/^OrganizationNotFoundException/);
    organization = await Organization.create(server);
    [member, other] = [await organization.account('member'), await organization.account('other')];
    expect((await failure(list(organization.administrator))).code).toMatch(/^ServiceAccessNotEnabledException/);
    expect((await failure(list(await organization.enter(member)))).code).toMatch(/^AccountNotManagementOrDelegatedAdministratorException/);
    await organization.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service }));
    expect(await list(organization.administrator)).toMatchObject({ OrganizationId: organization.id, EnabledFeatures: [] });
  });

  it('are switched on and off, as often as one likes', async () => {
    const client = server.iam(organization.administrator);
    for (const _ of [1, 2]) expect((await client.send(new iam.EnableOrganizationsRootCredentialsManagementCommand({}))).EnabledFeatures).toEqual(['RootCredentialsManagement']);
    expect((await client.send(new iam.EnableOrganizationsRootSessionsCommand({}))).EnabledFeatures).toEqual(['RootCredentialsManagement', 'RootSessions']);
    for (const _ of [1, 2]) expect((await client.send(new iam.DisableOrganizationsRootCredentialsManagementCommand({}))).EnabledFeatures).toEqual(['RootSessions']);
    expect((await client.send(new iam.DisableOrganizationsRootSessionsCommand({}))).EnabledFeatures).toEqual([]);
  });
});

describe('AssumeRoot (R9.13)', () => {
  it('needs root sessions to be switched on', async () => {
    expect(await failure(assume(organization.administrator, member))).toMatchObject({ code: 'AccessDenied', status: 403, message: `User: arn:aws:iam::${management}:user/administrator is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::${member}:root` });
    await server.iam(organization.administrator).send(new iam.EnableOrganizationsRootSessionsCommand({}));
    await expect(assume(organization.administrator, member)).resolves.toBeDefined();
  });

  it('gives the root of a member for a quarter of an hour and one task (R8.12)', async () => {
    const { Credentials } = await assume(organization.administrator, `arn:aws:iam::${member}:root`);
    expect((Credentials?.Expiration?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(900_000);
    const root = credentialsOf(Credentials);
    expect(await server.sts(root).send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: `arn:aws:iam::${member}:root`, Account: member, UserId: member });
    await expect(server.iam(root).send(new iam.ListAccessKeysCommand({}))).resolves.toBeDefined();
    await expect(server.iam(root).send(new iam.GetUserCommand({}))).resolves.toBeDefined();
    expect((await failure(server.iam(root).send(new iam.ListUsersCommand({})))).message).toContain('with an explicit deny in a session policy');
    expect((await failure(server.iam(root).send(new iam.ListAccessKeysCommand({ UserName: 'somebody' })))).code).toBe('AccessDenied');
    expect((await failure(server.iam(root).send(new iam.CreateAccessKeyCommand({})))).code).toBe('AccessDenied');
    expect((await failure(server.sts(root).send(new GetSessionTokenCommand({})))).code).toBe('AccessDenied');
    expect((await failure(server.sts(root).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`, RoleSessionName: 'session' })))).code).toBe('AccessDenied');
  });

  it('deletes the credentials of the root with that task', async () => {
    const root = credentialsOf((await assume(organization.administrator, member, { TaskPolicyArn: { arn: task('IAMDeleteRootUserCredentials') } })).Credentials);
    expect((await server.iam(root).send(new iam.ListAccessKeysCommand({}))).AccessKeyMetadata).toEqual([]);
    expect((await failure(server.iam(root).send(new iam.DeleteAccessKeyCommand({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' })))).code).toBe('NoSuchEntity');
    expect((await failure(server.iam(root).send(new iam.GetAccountSummaryCommand({})))).code).toBe('AccessDenied');
  });

  it('makes the password of the root, shows and deletes it, each with its task (R21.25)', async () => {
    const rootWith = async (name: string) => server.iam(credentialsOf((await assume(organization.administrator, member, { TaskPolicyArn: { arn: task(name) } })).Credentials));
    const [maker, remover, auditor] = [await rootWith('IAMCreateRootUserPassword'), await rootWith('IAMDeleteRootUserCredentials'), await rootWith('IAMAuditRootUserCredentials')];
    expect((await failure(maker.send(new iam.CreateLoginProfileCommand({ Password: 'A-good-password-1' })))).code).toBe('ValidationError');
    expect((await failure(auditor.send(new iam.GetLoginProfileCommand({})))).code).toBe('NoSuchEntity');
    expect((await failure(auditor.send(new iam.CreateLoginProfileCommand({})))).code).toBe('AccessDenied');
    await maker.send(new iam.CreateLoginProfileCommand({}));
    expect((await auditor.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ AccountPasswordPresent: 1 });
    expect((await auditor.send(new iam.GetLoginProfileCommand({}))).LoginProfile?.CreateDate).toBeInstanceOf(Date);
    expect((await failure(maker.send(new iam.DeleteLoginProfileCommand({})))).code).toBe('AccessDenied');
    await remover.send(new iam.DeleteLoginProfileCommand({}));
    expect((await auditor.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ AccountPasswordPresent: 0 });
    expect((await auditor.send(new iam.ListMFADevicesCommand({}))).MFADevices).toEqual([]);
    expect((await remover.send(new iam.ListSigningCertificatesCommand({}))).Certificates).toEqual([]);
    expect((await failure(remover.send(new iam.DeactivateMFADeviceCommand({ SerialNumber: `arn:aws:iam::${member}:mfa/none` })))).code).toBe('NoSuchEntity');
    expect((await failure(remover.send(new iam.DeleteSigningCertificateCommand({ CertificateId: 'ABCDEFGHIJKLMNOPQRSTUVWX' })))).code).toBe('NoSuchEntity');
  });

  it('is for members alone, and for who manages the organization', async () => {
    for (const target of [management, '999999999999']) expect((await failure(assume(organization.administrator, target))).code).toBe('AccessDenied');
    const inMember = await organization.enter(member);
    expect((await failure(assume(inMember, other))).code).toBe('AccessDenied');
    expect((await failure(assume(rootKey, member))).code).toBe('AccessDenied');
    await organization.client.send(new RegisterDelegatedAdministratorCommand({ AccountId: member, ServicePrincipal: service }));
    await expect(assume(inMember, other)).resolves.toBeDefined();
    expect((await failure(assume(inMember, management))).code).toBe('AccessDenied');
  });

  it('takes one of five task policies, and is decided by which (sts:TaskPolicyArn)', async () => {
    for (const name of ['IAMCreateRootUserPassword', 'S3UnlockBucketPolicy', 'SQSUnlockQueuePolicy']) await expect(assume(organization.administrator, other, { TaskPolicyArn: { arn: task(name) } })).resolves.toBeDefined();
    for (const arn of [task('Other'), 'arn:aws:iam::aws:policy/AdministratorAccess', 'x', `arn:aws:iam::${management}:policy/root-task/IAMAuditRootUserCredentials`]) {
      expect((await failure(assume(organization.administrator, other, { TaskPolicyArn: { arn } }))).code).toBe('ValidationError');
    }
    expect((await failure(assume(organization.administrator, 'arn:aws:iam::1:root'))).code).toBe('ValidationError');
    expect((await failure(assume(organization.administrator, other, { DurationSeconds: 901 }))).code).toBe('ValidationError');
    const auditor = await userOf(server, organization.administrator, 'auditor', allow('sts:AssumeRoot', `arn:aws:iam::${other}:*`, { Condition: { StringEquals: { 'sts:TaskPolicyArn': audit } } }));
    await expect(assume(auditor, other)).resolves.toBeDefined();
    expect((await failure(assume(auditor, other, { TaskPolicyArn: { arn: task('IAMDeleteRootUserCredentials') } }))).code).toBe('AccessDenied');
    expect((await failure(assume(auditor, member))).code).toBe('AccessDenied');
  });

  it('carries the source identity of the caller on', async () => {
    const administrator = await administratorOf(server, await organization.enter(member));
    await server.iam(await organization.enter(member)).send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'OrganizationAccountAccessRole', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: member }, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] } }) }));
    const session = credentialsOf((await server.sts(administrator).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`, RoleSessionName: 'session', SourceIdentity: 'ana' }))).Credentials);
    expect((await assume(session, other)).SourceIdentity).toBe('ana');
  });
});
