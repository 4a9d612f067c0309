import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { Authenticator } from './authenticator.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
let client: IAMClient;
beforeAll(async () => {
  server = await LocalServer.start();
  client = server.iam();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const serialOf = (name: string): string => `arn:aws:iam::${account}:mfa/${name}`;

async function user(UserName: string, ...statements: readonly object[]): Promise<Credentials> {
  await client.send(new iam.CreateUserCommand({ UserName }));
  if (statements.length > 0) await client.send(new iam.PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: policy(...statements) }));
  return credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName }))).AccessKey);
}

async function device(VirtualMFADeviceName: string): Promise<Authenticator> {
  const { VirtualMFADevice } = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }));
  return new Authenticator(VirtualMFADevice?.Base32StringSeed);
}

async function enabled(UserName: string, name = UserName): Promise<Authenticator> {
  const authenticator = await device(name);
  await client.send(new iam.EnableMFADeviceCommand({ UserName, SerialNumber: serialOf(name), ...authenticator.pair }));
  return authenticator;
}

const session = (as: Credentials, SerialNumber: string | undefined, TokenCode: string | undefined) => server.sts(as).send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));

const invalid = { code: 'AccessDenied', status: 403, message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ' };
const unknown = {
  code: 'AccessDenied',
  status: 403,
  message: 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
};

describe('a virtual MFA device', () => {
  it('is made, enabled, listed, deactivated and deleted (R21.28)', async () => {
    await user('liver');
    const { VirtualMFADevice: made } = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'life', Path: '/a/', Tags: [{ Key: 'k', Value: 'v' }] }));
    const SerialNumber = serialOf('a/life');
    expect(made).toMatchObject({ SerialNumber, Tags: [{ Key: 'k', Value: 'v' }] });
    expect(Buffer.from(made?.Base32StringSeed ?? []).toString()).toMatch(/^[A-Z2-7]{64}$/);
    expect(Buffer.from(made?.QRCodePNG ?? []).subarray(1, 4).toString()).toBe('PNG');
    expect(await failure(client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'life', Path: '/a/' })))).toMatchObject({ code: 'EntityAlreadyExists', status: 409 });
    const of = async (AssignmentStatus: iam.AssignmentStatusType) => (await client.send(new iam.ListVirtualMFADevicesCommand({ AssignmentStatus }))).VirtualMFADevices?.filter((each) => each.SerialNumber === SerialNumber);
    expect([await of('Assigned'), await of('Unassigned'), await of('Any')].map((list) => list?.length)).toEqual([0, 1, 1]);
    const authenticator = new Authenticator(made?.Base32StringSeed);
    await client.send(new iam.EnableMFADeviceCommand({ UserName: 'liver', SerialNumber, ...authenticator.pair }));
    const [listed] = (await of('Assigned')) ?? [];
    expect(listed).toMatchObject({ SerialNumber, EnableDate: expect.any(Date) as Date, User: { UserName: 'liver' } });
    expect([listed?.Base32StringSeed, listed?.QRCodePNG]).toEqual([undefined, undefined]);
    expect(await of('Unassigned')).toEqual([]);
    expect((await client.send(new iam.ListMFADevicesCommand({ UserName: 'liver' }))).MFADevices).toMatchObject([{ UserName: 'liver', SerialNumber }]);
    expect(await client.send(new iam.GetMFADeviceCommand({ UserName: 'liver', SerialNumber }))).toMatchObject({ UserName: 'liver', SerialNumber, EnableDate: expect.any(Date) as Date });
    expect((await client.send(new iam.GetMFADeviceCommand({ SerialNumber }))).UserName).toBe('liver');
    expect((await failure(client.send(new iam.GetMFADeviceCommand({ UserName: account, SerialNumber })))).code).toBe('NoSuchEntity');
    expect(await failure(client.send(new iam.EnableMFADeviceCommand({ UserName: 'liver', SerialNumber, ...authenticator.pair })))).toMatchObject({ code: 'EntityAlreadyExists', status: 409 });
    expect(await failure(client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber })))).toMatchObject({ code: 'DeleteConflict', status: 409, message: 'MFA VirtualDevice in use. Must deactivate first.' });
    expect(await failure(client.send(new iam.DeleteUserCommand({ UserName: 'liver' })))).toMatchObject({ code: 'DeleteConflict' });
    await client.send(new iam.DeactivateMFADeviceCommand({ UserName: 'liver', SerialNumber }));
    expect((await failure(client.send(new iam.DeactivateMFADeviceCommand({ UserName: 'liver', SerialNumber })))).code).toBe('NoSuchEntity');
    await client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber }));
    expect(await failure(client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber })))).toMatchObject({ code: 'NoSuchEntity', status: 404, message: `VirtualMFADevice with serial number ${SerialNumber} doesn't exist.` });
  });

  it('is tagged, and its tags decide (R21.51, R6.3)', async () => {
    await device('tagged');
    const SerialNumber = serialOf('tagged');
    await client.send(new iam.TagMFADeviceCommand({ SerialNumber, Tags: [{ Key: 'team', Value: 'red' }, { Key: 'Team', Value: 'blue' }] }));
    await client.send(new iam.UntagMFADeviceCommand({ SerialNumber, TagKeys: ['Team', 'absent'] }));
    expect((await client.send(new iam.ListMFADeviceTagsCommand({ SerialNumber }))).Tags).toEqual([{ Key: 'team', Value: 'red' }]);
    const tagger = await user('tagger', allow('iam:ListMFADeviceTags', serialOf('*'), { Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } } }));
    await expect(server.iam(tagger).send(new iam.ListMFADeviceTagsCommand({ SerialNumber }))).resolves.toBeDefined();
    await client.send(new iam.TagMFADeviceCommand({ SerialNumber, Tags: [{ Key: 'team', Value: 'green' }] }));
    expect((await failure(server.iam(tagger).send(new iam.ListMFADeviceTagsCommand({ SerialNumber })))).code).toBe('AccessDenied');
    expect((await failure(client.send(new iam.ListMFADeviceTagsCommand({ SerialNumber: serialOf('none') })))).code).toBe('NoSuchEntity');
  });

  it('is enabled by two consecutive codes of its own, and by nothing else', async () => {
    await user('codes');
    const [authenticator, other] = [await device('codes'), await device('other-codes')];
    const enable = (AuthenticationCode1: string, AuthenticationCode2: string, SerialNumber = serialOf('codes')) => failure(client.send(new iam.EnableMFADeviceCommand({ UserName: 'codes', SerialNumber, AuthenticationCode1, AuthenticationCode2 })));
    const wrong = { code: 'InvalidAuthenticationCode', status: 403, message: 'Authentication code for device is not valid.' };
    expect(await enable(authenticator.code(0), authenticator.code(0))).toMatchObject(wrong);
    expect(await enable(authenticator.code(0), authenticator.code(-1))).toMatchObject(wrong);
    expect(await enable(other.code(-1), other.code(0))).toMatchObject(wrong);
    expect((await enable('12345', '123456')).code).toBe('ValidationError');
    for (let guess = 0; guess < 3; guess++) expect(await enable(authenticator.wrong, authenticator.wrong)).toMatchObject(wrong);
    expect(await enable(authenticator.code(-2), authenticator.code(-1))).toMatchObject(wrong);
    await client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber: serialOf('codes') }));
    await enabled('codes');
    expect(await enable('123456', '123457', serialOf('none'))).toMatchObject({ code: 'NoSuchEntity' });
    expect(await enable('123456', '123457', 'GAHT12345678')).toMatchObject({ code: 'NoSuchEntity', status: 404 });
  });

  it('with a clock that is off by minutes is synchronized anew', async () => {
    const credentials = await user('late', allow('iam:*'));
    const authenticator = await enabled('late');
    expect(await failure(session(credentials, serialOf('late'), authenticator.code(22)))).toMatchObject(invalid);
    const resync = (one: number, two: number, UserName = 'late') =>
      client.send(new iam.ResyncMFADeviceCommand({ UserName, SerialNumber: serialOf('late'), AuthenticationCode1: authenticator.code(one), AuthenticationCode2: authenticator.code(two) }));
    expect((await failure(resync(20, 22))).code).toBe('InvalidAuthenticationCode');
    expect((await failure(resync(20, 21, 'liver'))).code).toBe('NoSuchEntity');
    await resync(20, 21);
    await expect(session(credentials, serialOf('late'), authenticator.code(22))).resolves.toBeDefined();
  });

  it('is one of eight at the most', async () => {
    await user('collector');
    for (let index = 0; index < 8; index++) await enabled('collector', `collected-${index}`);
    const ninth = await device('collected-8');
    expect(await failure(client.send(new iam.EnableMFADeviceCommand({ UserName: 'collector', SerialNumber: serialOf('collected-8'), ...ninth.pair })))).toMatchObject({ code: 'LimitExceeded', message: 'Cannot exceed quota for MFADevicesPerUser: 8' });
    const names: (string | undefined)[] = [];
    for await (const page of iam.paginateListMFADevices({ client, pageSize: 3 }, { UserName: 'collector' })) names.push(...(page.MFADevices ?? []).map(({ SerialNumber }) => SerialNumber));
    expect(names).toEqual(Array.from({ length: 8 }, (_, index) => serialOf(`collected-${index}`)));
  });
});

describe('a code', () => {
  it('opens a session that policies can ask for, once (R6.2, R13.3)', async () => {
    const guarded = await user('guarded', allow('iam:*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } } }));
    const authenticator = await enabled('guarded');
    expect((await failure(server.iam(guarded).send(new iam.ListUsersCommand({})))).code).toBe('AccessDenied');
    const plain = credentialsOf((await session(guarded, undefined, undefined)).Credentials);
    expect((await failure(server.iam(plain).send(new iam.ListUsersCommand({})))).code).toBe('AccessDenied');
    const withCode = credentialsOf((await session(guarded, serialOf('guarded'), authenticator.code(0))).Credentials);
    await expect(server.iam(withCode).send(new iam.ListUsersCommand({}))).resolves.toBeDefined();
    expect((await server.iam(withCode).send(new iam.ListMFADevicesCommand({}))).MFADevices).toHaveLength(1);
    expect(await failure(session(guarded, serialOf('guarded'), authenticator.code(0)))).toMatchObject(invalid);
    expect(await failure(session(guarded, serialOf('guarded'), authenticator.code(-1)))).toMatchObject(invalid);
  });

  it('is accepted by one of many calls that bring it at the same time', async () => {
    const credentials = await user('racer');
    const authenticator = await enabled('racer');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => session(credentials, serialOf('racer'), authenticator.code(0))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('counts with its own device alone, of the user that calls', async () => {
    const [one, two] = [await user('one'), await user('two')];
    const [ofOne, ofTwo] = [await enabled('one'), await enabled('two')];
    expect(await failure(session(one, serialOf('two'), ofTwo.code(0)))).toMatchObject(unknown);
    expect(await failure(session(one, serialOf('one'), ofTwo.code(0)))).toMatchObject(invalid);
    expect(await failure(session(one, serialOf('none'), ofOne.code(0)))).toMatchObject(unknown);
    expect(await failure(session(one, 'GAHT12345678', ofOne.code(0)))).toMatchObject(unknown);
    const half = { code: 'AccessDenied', message: 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.' };
    expect(await failure(session(one, serialOf('one'), undefined))).toMatchObject(half);
    expect(await failure(session(one, undefined, ofOne.code(0)))).toMatchObject(half);
    await device('unassigned');
    expect(await failure(session(one, serialOf('unassigned'), '123456'))).toMatchObject(unknown);
    await client.send(new iam.DeactivateMFADeviceCommand({ UserName: 'two', SerialNumber: serialOf('two') }));
    expect(await failure(session(two, serialOf('two'), ofTwo.code(0)))).toMatchObject(unknown);
    await expect(session(one, serialOf('one'), ofOne.code(0))).resolves.toBeDefined();
  });

  it('cannot be guessed: after five wrong ones the right one is refused too', async () => {
    const credentials = await user('guessed');
    const authenticator = await enabled('guessed');
    for (let guess = 0; guess < 5; guess++) expect(await failure(session(credentials, serialOf('guessed'), authenticator.wrong))).toMatchObject(invalid);
    expect(await failure(session(credentials, serialOf('guessed'), authenticator.code(0)))).toMatchObject(invalid);
  });

  it('opens roles whose trust asks for it, and their sessions know of it (R6.2, D43)', async () => {
    const caller = await user('assumer', allow('sts:AssumeRole'));
    const authenticator = await enabled('assumer');
    const trust = (condition: object) => policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole', ...condition });
    const needsMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } } };
    for (const [RoleName, document] of [['with-code', trust(needsMfa)], ['chained', trust({})]] as const) {
      await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }));
      await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(allow('sts:AssumeRole'), allow('iam:ListUsers', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })) }));
    }
    const assume = (as: Credentials, RoleName: string, SerialNumber?: string, TokenCode?: string) =>
      server.sts(as).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${RoleName}`, RoleSessionName: 'session', SerialNumber, TokenCode }));
    expect((await failure(assume(caller, 'with-code'))).message).toContain('because no role trust policy allows the sts:AssumeRole action');
    expect(await failure(assume(caller, 'with-code', serialOf('assumer'), authenticator.wrong))).toMatchObject(invalid);
    const first = credentialsOf((await assume(caller, 'with-code', serialOf('assumer'), authenticator.code(0))).Credentials);
    await expect(server.iam(first).send(new iam.ListUsersCommand({}))).resolves.toBeDefined();
    expect(await failure(assume(caller, 'with-code', serialOf('assumer'), authenticator.code(0)))).toMatchObject(invalid);
    const second = credentialsOf((await assume(first, 'chained')).Credentials);
    expect((await failure(server.iam(second).send(new iam.ListUsersCommand({})))).code).toBe('AccessDenied');
    expect(await failure(assume(first, 'chained', serialOf('assumer'), authenticator.code(1)))).toMatchObject(unknown);
  });
});

describe('the root', () => {
  it('has devices too, under the id of its account', async () => {
    const summary = async () => (await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap ?? {};
    expect((await summary())['AccountMFAEnabled']).toBe(0);
    const authenticator = await enabled(account, 'root-device');
    expect(await summary()).toMatchObject({ AccountMFAEnabled: 1 });
    expect((await client.send(new iam.ListMFADevicesCommand({}))).MFADevices).toMatchObject([{ UserName: account, SerialNumber: serialOf('root-device') }]);
    const { VirtualMFADevices } = await client.send(new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned' }));
    expect(VirtualMFADevices?.find(({ SerialNumber }) => SerialNumber === serialOf('root-device'))?.User).toMatchObject({ Arn: `arn:aws:iam::${account}:root`, UserId: account });
    const credentials = credentialsOf((await session(rootKey, serialOf('root-device'), authenticator.code(0))).Credentials);
    expect((await server.sts(credentials).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:root`);
    const { SummaryMap: counted } = await server.iam(credentials).send(new iam.GetAccountSummaryCommand({}));
    expect((counted?.['MFADevices'] ?? 0) > (counted?.['MFADevicesInUse'] ?? 0)).toBe(true);
    await client.send(new iam.DeactivateMFADeviceCommand({ SerialNumber: serialOf('root-device') }));
    expect((await summary())['AccountMFAEnabled']).toBe(0);
    const stranger = await user('not-root', allow('*'));
    expect((await failure(server.iam(stranger).send(new iam.EnableMFADeviceCommand({ UserName: account, SerialNumber: serialOf('root-device'), AuthenticationCode1: '123456', AuthenticationCode2: '123457' })))).message).toBe(`The user with name ${account} cannot be found.`);
  });
});
