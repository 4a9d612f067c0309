import * as iam from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { account, credentialsOf, failure } from '../clients/aws-clients.ts';
import { Authenticator } from './authenticator.ts';
import { LocalServer } from './local-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-at-rest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pem = (name: string): string => readFileSync(join(import.meta.dirname, 'certificates', name), 'utf8');
const start = (): Promise<LocalServer> => LocalServer.start({ data: { kind: 'folder', path: folder } });

describe('what is kept on the disk', () => {
  it('opens nothing to who reads it, and goes on after a restart, used codes included', async () => {
    const UserName = 'kept';
    const first = await start();
    const client = first.iam();
    await client.send(new iam.CreateUserCommand({ UserName }));
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName }));
    await client.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'A-good-password-1' }));
    await client.send(new iam.UpdateAccountPasswordPolicyCommand({ AllowUsersToChangePassword: true, PasswordReusePrevention: 1 }));
    const { VirtualMFADevice } = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'kept' }));
    const authenticator = new Authenticator(VirtualMFADevice?.Base32StringSeed);
    const SerialNumber = VirtualMFADevice?.SerialNumber;
    await client.send(new iam.EnableMFADeviceCommand({ UserName, SerialNumber, ...authenticator.pair }));
    const { ServiceSpecificCredential } = await client.send(new iam.CreateServiceSpecificCredentialCommand({ UserName, ServiceName: 'codecommit.amazonaws.com' }));
    await client.send(new iam.UploadServerCertificateCommand({ ServerCertificateName: 'kept', CertificateBody: pem('leaf.pem'), PrivateKey: pem('leaf.key') }));
    const session = (server: LocalServer, offset: number) => server.sts(credentialsOf(AccessKey)).send(new GetSessionTokenCommand({ SerialNumber, TokenCode: authenticator.code(offset) }));
    await session(first, 0);
    await first.close();

    const bytes = Buffer.concat(readdirSync(folder).filter((name) => name.startsWith('directory')).map((name) => readFileSync(join(folder, name))));
    expect(bytes.includes(`arn:aws:iam::${account}:mfa/kept`)).toBe(true);
    const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
    const secrets = ['A-good-password-1', seed, authenticator.secret, ServiceSpecificCredential?.ServicePassword ?? '', AccessKey?.SecretAccessKey ?? '', pem('leaf.key').split('\n')[1] ?? ''];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(10);
      expect(bytes.includes(secret)).toBe(false);
    }

    const second = await start();
    expect((await failure(session(second, 0))).message).toBe('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
    await expect(session(second, 1)).resolves.toBeDefined();
    await second.iam(credentialsOf(AccessKey)).send(new iam.ChangePasswordCommand({ OldPassword: 'A-good-password-1', NewPassword: 'Another-password-2' }));
    await second.close();
    expect([...first.faults, ...second.faults]).toEqual([]);
  });
});
