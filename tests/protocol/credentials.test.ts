import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
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

const pem = (name: string): string => readFileSync(join(import.meta.dirname, 'certificates', name), 'utf8');
const user = (UserName: string) => client.send(new iam.CreateUserCommand({ UserName }));
const sshKey = (): string => generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('SSH public keys', () => {
  it('are uploaded, read in both forms, switched off and deleted (R21.30)', async () => {
    await user('ssh');
    const UserName = 'ssh';
    const body = sshKey();
    const { SSHPublicKey: made } = await client.send(new iam.UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: body }));
    expect(made).toMatchObject({ UserName, Status: 'Active', SSHPublicKeyBody: body, SSHPublicKeyId: expect.stringMatching(/^APKA[A-Z2-7]{16}$/) as string, Fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/) as string });
    const SSHPublicKeyId = made?.SSHPublicKeyId;
    const get = async (Encoding: iam.EncodingType, of = UserName) => (await client.send(new iam.GetSSHPublicKeyCommand({ UserName: of, SSHPublicKeyId, Encoding }))).SSHPublicKey?.SSHPublicKeyBody;
    expect(await get('PEM')).toBe(body.trim());
    const ssh = (await get('SSH')) ?? '';
    expect(ssh).toMatch(/^ssh-rsa AAAA/);
    expect((await failure(get('DER' as iam.EncodingType))).code).toBe('ValidationError');
    expect(await failure(client.send(new iam.UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: `${ssh} a comment` })))).toMatchObject({ code: 'DuplicateSSHPublicKey', status: 400 });
    await client.send(new iam.UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status: 'Inactive' }));
    expect((await client.send(new iam.ListSSHPublicKeysCommand({ UserName }))).SSHPublicKeys).toEqual([{ UserName, SSHPublicKeyId, Status: 'Inactive', UploadDate: made?.UploadDate }]);
    expect(await failure(client.send(new iam.UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status: 'Expired' })))).toMatchObject({ code: 'InvalidInput', status: 400 });
    await user('ssh-other');
    expect(await failure(get('SSH', 'ssh-other'))).toMatchObject({ code: 'NoSuchEntity', status: 404, message: `The Public Key with id ${SSHPublicKeyId} cannot be found.` });
    expect((await failure(client.send(new iam.ListSSHPublicKeysCommand({})))).message).toBe('Must specify userName when calling with non-User credentials');
    expect((await failure(client.send(new iam.DeleteUserCommand({ UserName })))).code).toBe('DeleteConflict');
    await client.send(new iam.DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId }));
    expect((await failure(client.send(new iam.DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId })))).code).toBe('NoSuchEntity');
  });

  it.each([
    ['UnrecognizedPublicKeyEncoding', 'just words'],
    ['InvalidPublicKey', 'ssh-rsa AAAAB3NzaC1yc2E='],
    ['InvalidPublicKey', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKul95OSbLDDpCGulCPK9QxJFu3kqt8+J2aqb/3vXmHf'],
    ['InvalidPublicKey', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
  ])('are refused with %s where they are `%s`', async (code, SSHPublicKeyBody) => {
    await user(`ssh-${SSHPublicKeyBody.length}`);
    expect(await failure(client.send(new iam.UploadSSHPublicKeyCommand({ UserName: `ssh-${SSHPublicKeyBody.length}`, SSHPublicKeyBody })))).toMatchObject({ code, status: 400 });
  });

  it('are five at the most', async () => {
    await user('many');
    const upload = () => client.send(new iam.UploadSSHPublicKeyCommand({ UserName: 'many', SSHPublicKeyBody: sshKey() }));
    for (let count = 0; count < 5; count++) await upload();
    expect(await failure(upload())).toMatchObject({ code: 'LimitExceeded', status: 409, message: 'Cannot exceed quota for SSHPublicKeysPerUser: 5' });
  });
});

describe('signing certificates', () => {
  const upload = (UserName: string | undefined, CertificateBody: string) => client.send(new iam.UploadSigningCertificateCommand({ UserName, CertificateBody }));

  it('are uploaded, listed, switched off and deleted, two at the most and each once (R21.30)', async () => {
    const UserName = 'signer';
    await user(UserName);
    const { Certificate: made } = await upload(UserName, pem('one.pem'));
    expect(made).toMatchObject({ UserName, Status: 'Active', CertificateBody: pem('one.pem'), CertificateId: expect.stringMatching(/^[A-Z2-7]{32}$/) as string });
    const { CertificateId } = made ?? {};
    expect(await failure(upload(undefined, pem('one.pem')))).toMatchObject({ code: 'DuplicateCertificate', status: 409 });
    await upload(UserName, pem('two.pem'));
    expect(await failure(upload(UserName, pem('three.pem')))).toMatchObject({ code: 'LimitExceeded', status: 409 });
    await client.send(new iam.UpdateSigningCertificateCommand({ UserName, CertificateId, Status: 'Inactive' }));
    expect((await client.send(new iam.ListSigningCertificatesCommand({ UserName }))).Certificates?.find((each) => each.CertificateId === CertificateId)?.Status).toBe('Inactive');
    expect((await failure(client.send(new iam.UpdateSigningCertificateCommand({ UserName, CertificateId, Status: 'Expired' })))).code).toBe('InvalidInput');
    expect((await failure(client.send(new iam.DeleteSigningCertificateCommand({ CertificateId })))).code).toBe('NoSuchEntity');
    expect((await failure(client.send(new iam.DeleteUserCommand({ UserName })))).code).toBe('DeleteConflict');
    await client.send(new iam.DeleteSigningCertificateCommand({ UserName, CertificateId }));
    await upload(UserName, pem('one.pem'));
  });

  it('belong to the root too', async () => {
    const { Certificate: made } = await upload(undefined, pem('three.pem'));
    expect((await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ AccountSigningCertificatesPresent: 1 });
    expect((await client.send(new iam.ListSigningCertificatesCommand({}))).Certificates).toHaveLength(1);
    await client.send(new iam.DeleteSigningCertificateCommand({ CertificateId: made?.CertificateId }));
    expect((await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ AccountSigningCertificatesPresent: 0 });
  });

  it.each([
    ['MalformedCertificate', 'words', () => 'no certificate'],
    ['MalformedCertificate', 'damaged', () => pem('one.pem').replace('MII', 'AAA')],
    ['MalformedCertificate', 'two', () => pem('root.pem') + pem('other.pem')],
    ['MalformedCertificate', 'a private key', () => pem('leaf.key')],
    ['InvalidCertificate', 'expired', () => pem('expired.pem')],
    ['InvalidCertificate', 'not yet valid', () => pem('future.pem')],
  ])('are refused with %s where they are %s', async (code, _what, body) => {
    expect(await failure(upload(undefined, body()))).toMatchObject({ code, status: 400 });
  });
});

describe('server certificates', () => {
  const parts = { CertificateBody: pem('leaf.pem'), PrivateKey: pem('leaf.key'), CertificateChain: pem('intermediate.pem') + pem('root.pem') };
  const upload = (ServerCertificateName: string, rest: Partial<iam.UploadServerCertificateCommandInput> = {}) => client.send(new iam.UploadServerCertificateCommand({ ServerCertificateName, ...parts, ...rest }));

  it('are uploaded, shown without their key, renamed, tagged and deleted (R21.30)', async () => {
    const { ServerCertificateMetadata: made, Tags } = await upload('web', { Path: '/cloudfront/', Tags: [{ Key: 'k', Value: 'v' }] });
    expect(made).toMatchObject({
      ServerCertificateName: 'web',
      Path: '/cloudfront/',
      Arn: `arn:aws:iam::${account}:server-certificate/cloudfront/web`,
      ServerCertificateId: expect.stringMatching(/^ASCA[A-Z2-7]{17}$/) as string,
      Expiration: new Date('2119-01-01T00:00:00Z'),
    });
    expect(Tags).toEqual([{ Key: 'k', Value: 'v' }]);
    const { ServerCertificate: shown } = await client.send(new iam.GetServerCertificateCommand({ ServerCertificateName: 'WEB' }));
    expect(shown).toEqual({ ServerCertificateMetadata: made, CertificateBody: parts.CertificateBody, CertificateChain: parts.CertificateChain, Tags });
    expect(await failure(upload('Web'))).toMatchObject({ code: 'EntityAlreadyExists', status: 409, message: 'The Server Certificate with name Web already exists.' });
    await upload('plain', { CertificateChain: undefined });
    expect((await client.send(new iam.ListServerCertificatesCommand({ PathPrefix: '/cloudfront' }))).ServerCertificateMetadataList).toEqual([made]);
    expect((await failure(client.send(new iam.UpdateServerCertificateCommand({ ServerCertificateName: 'plain', NewServerCertificateName: 'web' })))).code).toBe('EntityAlreadyExists');
    await client.send(new iam.UpdateServerCertificateCommand({ ServerCertificateName: 'web', NewServerCertificateName: 'site', NewPath: '/x/' }));
    expect((await client.send(new iam.GetServerCertificateCommand({ ServerCertificateName: 'site' }))).ServerCertificate?.ServerCertificateMetadata).toMatchObject({ ServerCertificateId: made?.ServerCertificateId, Arn: `arn:aws:iam::${account}:server-certificate/x/site` });
    await client.send(new iam.TagServerCertificateCommand({ ServerCertificateName: 'site', Tags: [{ Key: 'K', Value: 'w' }] }));
    await client.send(new iam.UntagServerCertificateCommand({ ServerCertificateName: 'site', TagKeys: ['k'] }));
    expect((await client.send(new iam.ListServerCertificateTagsCommand({ ServerCertificateName: 'site' }))).Tags).toEqual([{ Key: 'K', Value: 'w' }]);
    expect((await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ ServerCertificates: 2 });
    for (const ServerCertificateName of ['site', 'plain']) await client.send(new iam.DeleteServerCertificateCommand({ ServerCertificateName }));
    expect(await failure(client.send(new iam.GetServerCertificateCommand({ ServerCertificateName: 'site' })))).toMatchObject({ code: 'NoSuchEntity', status: 404, message: 'The Server Certificate with name site cannot be found.' });
  });

  it.each<[string, string, Partial<iam.UploadServerCertificateCommandInput>, string]>([
    ['KeyPairMismatch', 'with the key of another', { PrivateKey: pem('other.key') }, 'The public key certificate and the private key do not match.'],
    ['MalformedCertificate', 'that cannot be read', { CertificateBody: 'words' }, 'Unable to parse certificate. Please ensure the certificate is in PEM format.'],
    ['MalformedCertificate', 'with a key that cannot be read', { PrivateKey: 'words' }, 'Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.'],
    ['MalformedCertificate', 'with a chain that cannot be read', { CertificateChain: 'words' }, 'Unable to parse certificate chain. Please ensure the certificates are in PEM format.'],
    ['MalformedCertificate', 'with a chain in the wrong order', { CertificateChain: pem('root.pem') + pem('intermediate.pem') }, 'The index within the chain of the invalid certificate is: 0'],
    ['MalformedCertificate', 'with a chain that ends elsewhere', { CertificateChain: pem('intermediate.pem') + pem('other.pem') }, 'The index within the chain of the invalid certificate is: 1'],
    ['MalformedCertificate', 'that has expired', { CertificateBody: pem('expired.pem'), PrivateKey: pem('expired.key'), CertificateChain: undefined }, 'it has expired'],
  ])('are refused with %s %s', async (code, _what, rest, message) => {
    const refusal = await failure(upload('refused', rest));
    expect(refusal).toMatchObject({ code, status: 400 });
    expect(refusal.message).toContain(message);
  });
});

describe('credentials of a service', () => {
  const create = (UserName: string, ServiceName: string, CredentialAgeDays?: number) => client.send(new iam.CreateServiceSpecificCredentialCommand({ UserName, ServiceName, CredentialAgeDays }));

  it('are made, listed without their password, reset, switched off and deleted (R21.29)', async () => {
    const UserName = 'served';
    await user(UserName);
    const { ServiceSpecificCredential: made } = await create(UserName, 'codecommit.amazonaws.com');
    expect(made).toMatchObject({ UserName, ServiceName: 'codecommit.amazonaws.com', Status: 'Active', ServiceUserName: `served-at-${account}`, ServiceSpecificCredentialId: expect.stringMatching(/^ACCA\w{16,17}$/) as string });
    expect(made?.ServicePassword?.length).toBeGreaterThan(30);
    const ServiceSpecificCredentialId = made?.ServiceSpecificCredentialId;
    expect((await create(UserName, 'codecommit.amazonaws.com')).ServiceSpecificCredential?.ServiceUserName).toBe(`served+1-at-${account}`);
    expect(await failure(create(UserName, 'codecommit.amazonaws.com'))).toMatchObject({ code: 'LimitExceeded', status: 409 });
    await create(UserName, 'cassandra.amazonaws.com');
    const list = async (rest: iam.ListServiceSpecificCredentialsCommandInput) => (await client.send(new iam.ListServiceSpecificCredentialsCommand(rest))).ServiceSpecificCredentials ?? [];
    const { ServicePassword: _password, ...listed } = made ?? {};
    expect(await list({ UserName, ServiceName: 'codecommit.amazonaws.com' })).toContainEqual(listed);
    expect(await list({ UserName })).toHaveLength(3);
    expect((await list({ AllUsers: true })).length).toBeGreaterThanOrEqual(3);
    expect((await failure(list({ AllUsers: true, UserName }))).code).toBe('ValidationError');
    await client.send(new iam.UpdateServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId, Status: 'Inactive' }));
    const { ServiceSpecificCredential: reset } = await client.send(new iam.ResetServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId }));
    expect(reset).toMatchObject({ ServiceSpecificCredentialId, Status: 'Inactive', ServiceUserName: `served-at-${account}` });
    expect(reset?.ServicePassword).not.toBe(made?.ServicePassword);
    expect((await failure(client.send(new iam.DeleteUserCommand({ UserName })))).message).toBe('Cannot delete entity, must remove referenced objects first.');
    await user('served-other');
    const remove = (of: string) => client.send(new iam.DeleteServiceSpecificCredentialCommand({ UserName: of, ServiceSpecificCredentialId }));
    expect(await failure(remove('served-other'))).toMatchObject({ code: 'NoSuchEntity', status: 404, message: `No such credential ${ServiceSpecificCredentialId} exists` });
    expect((await failure(remove('nobody'))).message).toBe('The user with name nobody cannot be found.');
    await remove(UserName);
    expect((await failure(remove(UserName))).code).toBe('NoSuchEntity');
  });

  it('are of the services that have them (V173)', async () => {
    await user('unserved');
    const refusal = { code: 'NoSuchEntity', status: 404, message: 'No such service lambda.amazonaws.com is supported for Service Specific Credentials' };
    expect(await failure(create('unserved', 'lambda.amazonaws.com'))).toMatchObject(refusal);
    expect(await failure(client.send(new iam.ListServiceSpecificCredentialsCommand({ UserName: 'unserved', ServiceName: 'lambda.amazonaws.com' })))).toMatchObject(refusal);
    expect((await failure(create('unserved', 'constructor'))).code).toBe('NoSuchEntity');
    expect((await failure(create('unserved', 'codecommit.amazonaws.com', 30))).code).toBe('ValidationError');
  });

  it('are API keys for Bedrock and for logs, which may expire', async () => {
    await user('keyed');
    for (const service of ['bedrock.amazonaws.com', 'logs.amazonaws.com']) {
      const { ServiceSpecificCredential: made } = await create('keyed', service, 30);
      expect(made).toMatchObject({ ServiceCredentialAlias: `keyed-at-${account}`, ServiceCredentialSecret: expect.stringMatching(/^ABSK/) as string });
      expect([made?.ServiceUserName, made?.ServicePassword]).toEqual([undefined, undefined]);
      expect((made?.ExpirationDate?.getTime() ?? 0) - (made?.CreateDate?.getTime() ?? 0)).toBe(30 * 24 * 3600_000);
    }
  });

  it('are allowed by service and age (R6.2)', async () => {
    await user('limited');
    const keys = (service: string) => ({ Condition: { StringEquals: { 'iam:ServiceSpecificCredentialServiceName': service } } });
    await client.send(new iam.PutUserPolicyCommand({
      UserName: 'limited',
      PolicyName: 'p',
      PolicyDocument: policy(
        allow('iam:CreateServiceSpecificCredential', '*', { Condition: { NumericLessThanEquals: { 'iam:ServiceSpecificCredentialAgeDays': '30' } } }),
        allow('iam:DeleteServiceSpecificCredential', '*', keys('bedrock.amazonaws.com')),
      ),
    }));
    const own = server.iam(credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName: 'limited' }))).AccessKey));
    const make = (CredentialAgeDays?: number) => own.send(new iam.CreateServiceSpecificCredentialCommand({ UserName: 'limited', ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays }));
    for (const age of [31, undefined]) expect((await failure(make(age))).code).toBe('AccessDenied');
    const { ServiceSpecificCredential: made } = await make(30);
    const { ServiceSpecificCredential: other } = await create('limited', 'codecommit.amazonaws.com');
    const remove = (ServiceSpecificCredentialId: string | undefined) => own.send(new iam.DeleteServiceSpecificCredentialCommand({ ServiceSpecificCredentialId }));
    expect((await failure(remove(other?.ServiceSpecificCredentialId))).code).toBe('AccessDenied');
    await remove(made?.ServiceSpecificCredentialId);
  });
});

describe('access keys', () => {
  it('cannot be set to Expired, which comes by itself (R21.23)', async () => {
    await user('expiring');
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'expiring' }));
    expect(await failure(client.send(new iam.UpdateAccessKeyCommand({ UserName: 'expiring', AccessKeyId: AccessKey?.AccessKeyId, Status: 'Expired' })))).toMatchObject({ code: 'InvalidInput', status: 400 });
  });

  it('of the root are two at the most, made, switched off and deleted by the root', async () => {
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({}));
    const AccessKeyId = AccessKey?.AccessKeyId;
    expect((await client.send(new iam.ListAccessKeysCommand({}))).AccessKeyMetadata?.map((key) => key.AccessKeyId)).toContain(AccessKeyId);
    expect((await failure(client.send(new iam.CreateAccessKeyCommand({})))).code).toBe('LimitExceeded');
    expect((await client.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId }))).AccessKeyLastUsed).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
    await expect(server.iam(credentialsOf(AccessKey)).send(new iam.ListUsersCommand({}))).resolves.toBeDefined();
    expect((await client.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId }))).AccessKeyLastUsed).toMatchObject({ ServiceName: 'iam', Region: 'us-east-1' });
    await user('asks-of-root');
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'asks-of-root', PolicyName: 'p', PolicyDocument: policy(allow('iam:GetAccessKeyLastUsed', `arn:aws:iam::${account}:*`)) }));
    const asking = server.iam(credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName: 'asks-of-root' }))).AccessKey));
    expect((await asking.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId }))).UserName).toBe(account);
    await client.send(new iam.UpdateAccessKeyCommand({ AccessKeyId, Status: 'Inactive' }));
    expect((await failure(server.iam(credentialsOf(AccessKey)).send(new iam.ListUsersCommand({})))).code).toBe('InvalidClientTokenId');
    await client.send(new iam.DeleteAccessKeyCommand({ AccessKeyId }));
  });
});

describe('a reset', () => {
  it('leaves no credentials of any kind', async () => {
    const dev = await LocalServer.start({ dev: true });
    const root = dev.iam();
    const fill = async () => {
      const UserName = 'reset';
      await root.send(new iam.CreateUserCommand({ UserName }));
      await root.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'A-good-password-1' }));
      await root.send(new iam.UpdateAccountPasswordPolicyCommand({}));
      await root.send(new iam.UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: sshKey() }));
      await root.send(new iam.UploadSigningCertificateCommand({ CertificateBody: pem('one.pem') }));
      await root.send(new iam.UploadServerCertificateCommand({ ServerCertificateName: UserName, CertificateBody: pem('leaf.pem'), PrivateKey: pem('leaf.key') }));
      await root.send(new iam.CreateServiceSpecificCredentialCommand({ UserName, ServiceName: 'codecommit.amazonaws.com' }));
      await root.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
      expect((await root.send(new iam.GenerateCredentialReportCommand({}))).State).toBe('STARTED');
    };
    await fill();
    expect((await fetch(`${dev.adminUrl}/reset`, { method: 'POST' })).status).toBe(200);
    expect((await root.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ Users: 0, MFADevices: 0, ServerCertificates: 0, AccountSigningCertificatesPresent: 0 });
    expect((await failure(root.send(new iam.GetAccountPasswordPolicyCommand({})))).code).toBe('NoSuchEntity');
    await fill();
    await dev.close();
    expect(dev.faults).toEqual([]);
  });
});

describe('the credential report', () => {
  it('tells of every user what there is (R21.31)', async () => {
    expect(await failure(client.send(new iam.GetCredentialReportCommand({})))).toMatchObject({ code: 'ReportNotPresent', status: 410 });
    const UserName = 'reported';
    await user(UserName);
    await client.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'A-good-password-1' }));
    const keys = [await client.send(new iam.CreateAccessKeyCommand({ UserName })), await client.send(new iam.CreateAccessKeyCommand({ UserName }))];
    await failure(server.iam(credentialsOf(keys[0]?.AccessKey)).send(new iam.ListUsersCommand({})));
    await client.send(new iam.UpdateAccessKeyCommand({ UserName, AccessKeyId: keys[1]?.AccessKey?.AccessKeyId, Status: 'Inactive' }));
    await client.send(new iam.UploadSigningCertificateCommand({ UserName, CertificateBody: pem('other.pem') }));
    const { VirtualMFADevice } = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
    await client.send(new iam.EnableMFADeviceCommand({ UserName, SerialNumber: VirtualMFADevice?.SerialNumber, ...new Authenticator(VirtualMFADevice?.Base32StringSeed).pair }));
    expect(await client.send(new iam.GenerateCredentialReportCommand({}))).toMatchObject({ State: 'STARTED' });
    expect(await client.send(new iam.GenerateCredentialReportCommand({}))).toMatchObject({ State: 'COMPLETE' });
    const { Content, ReportFormat, GeneratedTime } = await client.send(new iam.GetCredentialReportCommand({}));
    expect([ReportFormat, GeneratedTime]).toEqual(['text/csv', expect.any(Date)]);
    const [head = [], ...rows] = Buffer.from(Content ?? []).toString().trimEnd().split('\n').map((line) => line.split(','));
    expect(head.join()).toBe(
      'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,' +
        'access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
        'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated',
    );
    const records = new Map(rows.map((row) => [row[0], Object.fromEntries(head.map((column, index) => [column, row[index]]))]));
    expect(rows.every((row) => row.length === head.length)).toBe(true);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/) as string;
    // Which of two keys of one second comes first is chance: their ids decide.
    const actives = [records.get(UserName)?.['access_key_1_active'], records.get(UserName)?.['access_key_2_active']];
    expect(actives.sort()).toEqual(['false', 'true']);
    const used = records.get(UserName)?.['access_key_1_active'] === 'true' ? 1 : 2;
    expect(records.get(UserName)).toMatchObject({
      arn: `arn:aws:iam::${account}:user/reported`,
      user_creation_time: time,
      password_enabled: 'true',
      password_last_used: 'no_information',
      password_last_changed: time,
      password_next_rotation: 'N/A',
      mfa_active: 'true',
      [`access_key_${used}_last_used_date`]: time,
      [`access_key_${used}_last_used_region`]: 'us-east-1',
      [`access_key_${used}_last_used_service`]: 'iam',
      [`access_key_${3 - used}_last_rotated`]: time,
      [`access_key_${3 - used}_last_used_date`]: 'N/A',
      cert_1_active: 'true',
      cert_1_last_rotated: time,
      cert_2_active: 'false',
      cert_2_last_rotated: 'N/A',
    });
    expect(rows[0]?.[0]).toBe('<root_account>');
    expect(records.get('<root_account>')).toMatchObject({ arn: `arn:aws:iam::${account}:root`, password_enabled: 'not_supported', mfa_active: 'false', access_key_1_active: 'true', access_key_1_last_used_service: 'iam' });
  });
});
