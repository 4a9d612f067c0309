import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { AwsClients, rootKey } from './aws-clients.ts';
import { dataFolder, ServerProcess } from './server-process.ts';

const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');
const folders: { remove(): void }[] = [];
const folder = (): string => {
  const data = dataFolder();
  folders.push(data);
  return data.path;
};
afterEach(() => {
  for (const data of folders.splice(0)) data.remove();
});

/** Runs `assent serve` until it ends, which it must do by itself. */
const refused = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'serve', ...args], { encoding: 'utf8', timeout: 20_000, env: { PATH: process.env['PATH'] ?? '', ...env } });
  return { status, stdout, stderr };
};

/** Runs `assent serve` until it says that it is ready, hands over what it printed, and stops it. */
function served<T>(args: readonly string[], env: Readonly<Record<string, string>>, use: (printed: string, url: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [command, 'serve', ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  return new Promise((done, failed) => {
    let printed = '';
    child.once('exit', (status) => failed(new Error(`ended with ${status}: ${printed}`)));
    child.stderr.on('data', (chunk: Buffer) => (printed += String(chunk)));
    child.stdout.on('data', (chunk: Buffer) => {
      printed += String(chunk);
      const url = /^assent: ready on (\S+) \(admin \S+\)$/m.exec(printed)?.[1];
      if (url === undefined || !printed.endsWith('\n\n')) return;
      child.removeAllListeners('exit');
      const ended = new Promise<void>((end) => child.once('exit', (status) => (status === 0 ? end() : failed(new Error(`ended with ${status}`)))));
      const used = use(printed, url).finally(() => child.kill('SIGTERM'));
      Promise.all([used, ended]).then(([result]) => done(result), failed);
    });
  });
}

describe('assent serve', () => {
  it('takes every option from the environment, too, and an option before it', async () => {
    const path = folder();
    const env = { ASSENT_PORT: '0', ASSENT_ADMIN_PORT: '0', ASSENT_DATA: join(path, 'unused'), ASSENT_HOST: '127.0.0.1', ASSENT_ACCOUNT: '222222222222', ASSENT_DEV: 'true', ASSENT_ROOT_ACCESS_KEY_ID: rootKey.accessKeyId, ASSENT_ROOT_SECRET_ACCESS_KEY: rootKey.secretAccessKey };
    await served(['--data', join(path, 'data')], env, async (printed, url) => {
      expect(printed).toContain(`export AWS_CONFIG_FILE=${join(path, 'data', 'aws-config')}`);
      expect((await new AwsClients(url).sts().send(new GetCallerIdentityCommand({}))).Account).toBe('222222222222');
      const admin = /admin (\S+)\)/.exec(printed)?.[1] ?? '';
      expect((await fetch(`${admin}/reset`, { method: 'POST' })).status).toBe(200);
      for (const file of ['aws-config', 'aws-credentials', 'master.key']) expect(statSync(join(path, 'data', file)).mode & 0o777, file).toBe(0o600);
    });
  });

  it('makes a root key of its own in memory, and shows it once', async () => {
    await served(['--memory', '--port', '0', '--admin-port', '0'], {}, async (printed, url) => {
      const [, accessKeyId = '', secretAccessKey = ''] = /AWS_ACCESS_KEY_ID=(\S+) AWS_SECRET_ACCESS_KEY=(\S+)/.exec(printed) ?? [];
      expect(accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
      expect((await new AwsClients(url).sts({ accessKeyId, secretAccessKey }).send(new GetCallerIdentityCommand({}))).Arn).toBe('arn:aws:iam::123456789012:root');
    });
  });

  it('has further accounts with root keys of their own, and keeps them', async () => {
    const path = folder();
    const args = ['--data', path, '--port', '0', '--admin-port', '0', '--standalone-accounts', '222222222222,333333333333'];
    const keys = (text: string): readonly string[] => [...text.matchAll(/^aws_access_key_id = (\S+)$/gm)].map(([, id = '']) => id);
    const first = await served(args, {}, async (printed, url) => {
      expect(printed).toContain(`export AWS_CONFIG_FILE=${join(path, 'aws-config')} AWS_PROFILE=333333333333\n`);
      const text = readFileSync(join(path, 'aws-config'), 'utf8');
      const [, accessKeyId = '', secretAccessKey = ''] = /\[profile 333333333333\]\n(?:(?!aws).*\n)*aws_access_key_id = (\S+)\naws_secret_access_key = (\S+)/.exec(text) ?? [];
      expect((await new AwsClients(url).sts({ accessKeyId, secretAccessKey }).send(new GetCallerIdentityCommand({}))).Arn).toBe('arn:aws:iam::333333333333:root');
      return keys(text);
    });
    expect(first).toHaveLength(3);
    await served(args, {}, async () => expect(keys(readFileSync(join(path, 'aws-config'), 'utf8'))).toEqual(first));
  });

  it.each([
    ['a further account of eleven digits', ['--standalone-accounts', '222222222222,1'], {}, /--standalone-accounts must be ids of 12 digits/],
    ['an unknown option', ['--frobnicate'], {}, /frobnicate/],
    ['an argument too many', ['something'], {}, /something/],
    ['a port that is none', ['--port', 'http'], {}, /--port must be a port from 0 to 65535, and is `http`/],
    ['a port over 65535', ['--port', '65536'], {}, /--port/],
    ['an account of eleven digits', ['--account', '12345678901'], {}, /--account must be 12 digits/],
    ['two places for the data', ['--memory', '--data', 'x'], {}, /exclude each other/],
    ['a switch that is neither', [], { ASSENT_MEMORY: 'perhaps' }, /ASSENT_MEMORY must be true or false/],
    ['a public address that is none', ['--public-url', 'iam.example.com'], {}, /--public-url must be an http or https address/],
    ['authorities that are not there', ['--memory', '--port', '0'], { ASSENT_OIDC_CA: 'no-such-file.pem' }, /ASSENT_OIDC_CA cannot be read/],
    ['authorities without a certificate', ['--memory', '--port', '0'], { ASSENT_OIDC_CA: 'package.json' }, /ASSENT_OIDC_CA must be a file of certificates in PEM/],
    ['half a root key', [], { ASSENT_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }, /must be set together/],
  ])('refuses %s as wrong use, in one line', (_what, args, env, message) => {
    const { status, stdout, stderr } = refused(args, env);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('says that its port is taken, and how to name another', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as AddressInfo;
    const { status, stderr } = refused(['--memory', '--port', String(port), '--admin-port', '0']);
    taken.close();
    expect([status, stderr]).toEqual([1, `assent: port ${port} of 127.0.0.1 is taken: name another with --port, or 0 for a free one\n`]);
  });

  it('refuses a master key that is too short, and data under another one', async () => {
    expect(refused(['--memory', '--port', '0'], { ASSENT_MASTER_KEY: 'short' })).toMatchObject({ status: 1, stderr: expect.stringContaining('ASSENT_MASTER_KEY is too short') as string });
    const path = folder();
    await served(['--data', path, '--port', '0', '--admin-port', '0'], { ASSENT_MASTER_KEY: 'a'.repeat(64) }, () => Promise.resolve());
    expect(refused(['--data', path, '--port', '0', '--admin-port', '0'], { ASSENT_MASTER_KEY: 'b'.repeat(64) })).toMatchObject({ status: 1, stderr: expect.stringContaining('another master key') as string });
    await served(['--data', path, '--port', '0', '--admin-port', '0'], { ASSENT_MASTER_KEY: 'a'.repeat(64) }, () => Promise.resolve());
  });

  it('refuses a data folder that is a file', () => {
    const path = join(folder(), 'file');
    writeFileSync(path, 'x');
    const { status, stderr } = refused(['--data', path, '--port', '0']);
    expect(status).toBe(1);
    expect(stderr).toContain(path);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('answers at SIGTERM what is in flight, takes nothing new, and ends with 0', async () => {
    const server = await ServerProcess.start(folder());
    const iam = server.iam();
    const names = Array.from({ length: 40 }, (_, index) => `late-${index}`);
    // The first answer shows that the others are under way.
    const calls = names.map((UserName) => iam.send(new CreateUserCommand({ UserName })));
    await Promise.race(calls);
    const status = server.stop();
    const outcomes = await Promise.allSettled(calls);
    expect(await status).toBe(0);
    const again = await ServerProcess.start(server.folder);
    for (const [index, { status: outcome }] of outcomes.entries()) {
      if (outcome === 'fulfilled') expect((await again.iam().send(new GetUserCommand({ UserName: names[index] }))).User?.UserName).toBe(names[index]);
    }
    expect(outcomes.some(({ status: outcome }) => outcome === 'fulfilled')).toBe(true);
    await again.stop();
  });
});
