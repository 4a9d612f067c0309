import * as iam from '@aws-sdk/client-iam';
import type { IAMClient, UpdateAccountPasswordPolicyCommandInput } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
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

const good = 'A-good-password-1';

async function user(UserName: string, ...statements: readonly object[]): Promise<Credentials> {
  await client.send(new iam.CreateUserCommand({ UserName, Path: '/people/' }));
  if (statements.length > 0) await client.send(new iam.PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: policy(...statements) }));
  return credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName }))).AccessKey);
}

const create = (UserName: string, Password: string | undefined = good, PasswordResetRequired?: boolean) => client.send(new iam.CreateLoginProfileCommand({ UserName, Password, PasswordResetRequired }));
const update = (UserName: string, Password?: string, PasswordResetRequired?: boolean) => client.send(new iam.UpdateLoginProfileCommand({ UserName, Password, PasswordResetRequired }));
const profile = async (UserName?: string) => (await client.send(new iam.GetLoginProfileCommand({ UserName }))).LoginProfile;
const change = (as: Credentials, OldPassword: string, NewPassword: string) => server.iam(as).send(new iam.ChangePasswordCommand({ OldPassword, NewPassword }));
const setPolicy = (rules: UpdateAccountPasswordPolicyCommandInput) => client.send(new iam.UpdateAccountPasswordPolicyCommand(rules));
const wrong = { code: 'AccessDenied', status: 403, message: 'The old password was incorrect.' };

describe('a login profile', () => {
  it('is made, shown, changed and deleted (R21.25)', async () => {
    await user('lives');
    expect(await failure(profile('lives'))).toMatchObject({ code: 'NoSuchEntity', status: 404, message: 'Login Profile for User lives cannot be found.' });
    expect((await create('lives', good, true)).LoginProfile).toMatchObject({ UserName: 'lives', PasswordResetRequired: true, CreateDate: expect.any(Date) as Date });
    expect(await failure(create('lives'))).toMatchObject({ code: 'EntityAlreadyExists', status: 409, message: 'Login Profile for user lives already exists.' });
    await update('lives', undefined, false);
    expect(await profile('lives')).toMatchObject({ PasswordResetRequired: false });
    await update('lives', 'Another-password-2', true);
    expect(await profile('lives')).toMatchObject({ PasswordResetRequired: true });
    expect(await failure(client.send(new iam.DeleteUserCommand({ UserName: 'lives' })))).toMatchObject({ code: 'DeleteConflict', message: 'Cannot delete entity, must delete login profile first.' });
    await client.send(new iam.DeleteLoginProfileCommand({ UserName: 'lives' }));
    for (const call of [profile('lives'), update('lives', good), client.send(new iam.DeleteLoginProfileCommand({ UserName: 'lives' }))]) expect((await failure(call)).code).toBe('NoSuchEntity');
  });

  it('needs a user and a password, and is made by one of several calls at the same time', async () => {
    await user('strict');
    expect((await failure(create('nobody'))).message).toBe('The user with name nobody cannot be found.');
    expect((await failure(client.send(new iam.CreateLoginProfileCommand({ UserName: 'strict' })))).code).toBe('ValidationError');
    const outcomes = await Promise.allSettled([create('strict'), create('strict'), create('strict')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of the own user can go without a name, and of nobody else', async () => {
    const own = await user('nameless', allow('iam:*'));
    await server.iam(own).send(new iam.CreateLoginProfileCommand({ Password: good }));
    expect((await server.iam(own).send(new iam.GetLoginProfileCommand({}))).LoginProfile?.UserName).toBe('nameless');
    expect((await failure(profile())).message).toBe('Must specify userName when calling with non-User credentials');
    // R21.25: the root's takes a session of AssumeRoot.
    const { VirtualMFADevice } = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'root' }));
    const [authenticator, SerialNumber] = [new Authenticator(VirtualMFADevice?.Base32StringSeed), VirtualMFADevice?.SerialNumber];
    await client.send(new iam.EnableMFADeviceCommand({ UserName: account, SerialNumber, ...authenticator.pair }));
    const root = server.iam(credentialsOf((await server.sts(rootKey).send(new GetSessionTokenCommand({ SerialNumber, TokenCode: authenticator.code(0) }))).Credentials));
    expect((await failure(root.send(new iam.CreateLoginProfileCommand({})))).message).toBe('Must specify userName when calling with non-User credentials');
  });
});

describe('the password policy', () => {
  it('is absent, then what was set, with everything else at its default (R21.26)', async () => {
    const get = async () => (await client.send(new iam.GetAccountPasswordPolicyCommand({}))).PasswordPolicy;
    const absent = { code: 'NoSuchEntity', status: 404, message: `The Password Policy with domain name ${account} cannot be found.` };
    expect(await failure(get())).toMatchObject(absent);
    expect(await failure(client.send(new iam.DeleteAccountPasswordPolicyCommand({})))).toMatchObject(absent);
    const defaults = { MinimumPasswordLength: 6, RequireSymbols: false, RequireNumbers: false, RequireUppercaseCharacters: false, RequireLowercaseCharacters: false, AllowUsersToChangePassword: false, ExpirePasswords: false, HardExpiry: false };
    await setPolicy({});
    expect(await get()).toEqual(defaults);
    await setPolicy({ MinimumPasswordLength: 20, MaxPasswordAge: 90, PasswordReusePrevention: 5, RequireSymbols: true, HardExpiry: true });
    expect(await get()).toEqual({ ...defaults, MinimumPasswordLength: 20, MaxPasswordAge: 90, ExpirePasswords: true, PasswordReusePrevention: 5, RequireSymbols: true, HardExpiry: true });
    await setPolicy({ RequireNumbers: true });
    expect(await get()).toEqual({ ...defaults, RequireNumbers: true });
    await client.send(new iam.DeleteAccountPasswordPolicyCommand({}));
    expect(await failure(get())).toMatchObject(absent);
    for (const bad of [{ MinimumPasswordLength: 5 }, { MinimumPasswordLength: 129 }, { MaxPasswordAge: 1096 }, { PasswordReusePrevention: 25 }]) expect((await failure(setPolicy(bad))).code).toBe('ValidationError');
  });

  it.each<[string, UpdateAccountPasswordPolicyCommandInput | undefined, string, string]>([
    ['none of its own', undefined, 'Short-1', 'Password should have a minimum length of 8'],
    ['none of its own', undefined, 'only-lower-case', 'Password should have at least three of: uppercase letters, lowercase letters, numbers, symbols'],
    ['none of its own', undefined, `root@${account}.example`, 'Password should not be the name or the email address of the account'],
    ['a minimum length', { MinimumPasswordLength: 12 }, 'Eleven-sign', 'Password should have a minimum length of 12'],
    ['uppercase letters', { RequireUppercaseCharacters: true }, 'lower-1é', 'Password should have at least one uppercase letter'],
    ['lowercase letters', { RequireLowercaseCharacters: true }, 'UPPER-1', 'Password should have at least one lowercase letter'],
    ['numbers', { RequireNumbers: true }, 'no-numbers', 'Password should have at least one number'],
    ['symbols', { RequireSymbols: true }, 'no symbols, and none of these: ;./"', 'Password should have at least one symbol'],
  ])('with %s refuses what is against it', async (_rule, rules, bad, message) => {
    const name = `ruled-${_rule.length}-${bad.length}`;
    await user(name);
    if (rules) await setPolicy(rules);
    const refusal = { code: 'PasswordPolicyViolation', status: 400, message };
    expect(await failure(create(name, bad))).toMatchObject(refusal);
    await create(name);
    expect(await failure(update(name, bad))).toMatchObject(refusal);
    if (rules) await client.send(new iam.DeleteAccountPasswordPolicyCommand({}));
  });

  it('keeps as many passwords from coming back as it says', async () => {
    await user('again');
    await create('again', 'Password-number-1');
    await update('again', 'Password-number-2');
    await update('again', 'Password-number-3');
    await setPolicy({ PasswordReusePrevention: 2 });
    for (const number of [2, 3]) expect((await failure(update('again', `Password-number-${number}`))).code).toBe('PasswordPolicyViolation');
    await update('again', 'Password-number-1');
    await client.send(new iam.DeleteAccountPasswordPolicyCommand({}));
    await update('again', 'Password-number-1');
  });
});

describe('ChangePassword', () => {
  it('changes the own password for who knows the old one, and no reset is required any more (R21.27)', async () => {
    const own = await user('changer', allow('iam:ChangePassword'));
    expect(await failure(change(own, good, 'Another-password-2'))).toMatchObject({ code: 'NoSuchEntity' });
    await create('changer', good, true);
    expect(await failure(change(own, 'Wrong-password-1', 'Another-password-2'))).toMatchObject(wrong);
    expect((await failure(change(own, good, 'short'))).code).toBe('PasswordPolicyViolation');
    await change(own, good, 'Another-password-2');
    expect(await profile('changer')).toMatchObject({ PasswordResetRequired: false });
    expect(await failure(change(own, good, 'Another-password-3'))).toMatchObject(wrong);
    await change(own, 'Another-password-2', 'Another-password-3');
  });

  it('is for users alone', async () => {
    expect(await failure(change(rootKey, good, 'Another-password-2'))).toMatchObject({ code: 'InvalidUserType', status: 400 });
    await client.send(new iam.CreateRoleCommand({ RoleName: 'changing', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }) }));
    await client.send(new iam.PutRolePolicyCommand({ RoleName: 'changing', PolicyName: 'p', PolicyDocument: policy(allow('*')) }));
    const caller = await user('role-user', allow('*'));
    const role = credentialsOf((await server.sts(caller).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/changing`, RoleSessionName: 'session' }))).Credentials);
    expect(await failure(change(role, good, 'Another-password-2'))).toMatchObject({ code: 'InvalidUserType', status: 400 });
  });

  it('does not let the old password be guessed, not even all at once', async () => {
    const own = await user('guesser', allow('iam:ChangePassword'));
    await create('guesser');
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, index) => failure(change(own, `Guess-number-${index}`, 'Another-password-2'))));
    expect(guesses.every(({ code }) => code === wrong.code)).toBe(true);
    expect(await failure(change(own, good, 'Another-password-2'))).toMatchObject(wrong);
    await update('guesser', 'Another-password-2');
    await change(own, 'Another-password-2', 'Another-password-3');
  });

  it('needs no policy where the password policy says so, on the own user alone (R21.26)', async () => {
    const [own, bounded] = [await user('allowed'), await user('bounded')];
    for (const name of ['allowed', 'bounded']) await create(name);
    const read = (as: Credentials) => server.iam(as).send(new iam.GetAccountPasswordPolicyCommand({}));
    expect((await failure(change(own, good, 'Another-password-2'))).code).toBe('AccessDenied');
    await setPolicy({ AllowUsersToChangePassword: true });
    await change(own, good, 'Another-password-2');
    await expect(read(own)).resolves.toBeDefined();
    expect((await failure(server.iam(own).send(new iam.GetLoginProfileCommand({})))).code).toBe('AccessDenied');
    expect((await failure(server.iam(own).send(new iam.UpdateLoginProfileCommand({ UserName: 'bounded', Password: good })))).code).toBe('AccessDenied');
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'bounded', PolicyName: 'deny', PolicyDocument: policy({ Effect: 'Deny', Action: 'iam:ChangePassword', Resource: '*' }) }));
    expect((await failure(change(bounded, good, 'Another-password-2'))).message).toContain('with an explicit deny in an identity-based policy');
    await setPolicy({ AllowUsersToChangePassword: false });
    expect((await failure(change(own, 'Another-password-2', good))).code).toBe('AccessDenied');
    expect((await failure(read(own))).code).toBe('AccessDenied');
    await client.send(new iam.DeleteAccountPasswordPolicyCommand({}));
  });

  it('is allowed to a user whose path is made of wildcards, and means that user alone', async () => {
    const UserName = 'wild';
    await client.send(new iam.CreateUserCommand({ UserName, Path: '/a*b?c${d/' }));
    const own = credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName }))).AccessKey);
    await create(UserName);
    await setPolicy({ AllowUsersToChangePassword: true });
    await change(own, good, 'Another-password-2');
    await client.send(new iam.DeleteAccountPasswordPolicyCommand({}));
  });

  it('leaves no password in an error, nor anything else of it', async () => {
    await user('secretive');
    const shape = await failure(create('secretive', '\u0001secret'));
    expect(shape).toMatchObject({ code: 'ValidationError' });
    for (const { message } of [shape, await failure(create('secretive', 'secret'))]) expect(message).not.toContain('secret');
  });
});
