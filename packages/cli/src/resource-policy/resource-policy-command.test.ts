import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '@assent/server';
import type { RunningServer } from '@assent/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { writeAddresses } from '../serve/address-file.ts';

const account = '123456789012';
const bucket = 'arn:aws:s3:::photos';
const queue = `arn:aws:sqs:eu-west-1:${account}:jobs`;
const folder = mkdtempSync(join(tmpdir(), 'assent-policy-'));
const policy = (principal: unknown, action: string, resource: string): string => JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: principal, Action: action, Resource: resource } }, undefined, 2);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ port: 0, adminPort: 0, account, data: { kind: 'folder', path: join(folder, 'data') } });
  file('open.json', policy('*', 's3:GetObject', `${bucket}/*`));
  file('queue.json', policy({ AWS: '111122223333' }, 'sqs:SendMessage', queue));
  file('wrong.json', '{\n  "Statement": all\n}');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
const pathOf = (name: string): string => join(folder, name);
const file = (name: string, text: string): void => writeFileSync(pathOf(name), text);

/** Runs the command as with the addresses of the server in the environment. */
async function run(args: readonly string[], environment: Readonly<Record<string, string>> = { ASSENT_ADMIN: server.adminUrl, ASSENT_DATA: pathOf('data') }) {
  let [out, error] = ['', ''];
  const status = await main(['resource-policy', ...args], { out: (text) => void (out += text), error: (text) => void (error += text), colour: false, watched: false, environment });
  return { status, out, error };
}

describe('assent resource-policy', () => {
  it('puts, shows, lists and deletes', async () => {
    expect(await run(['put', bucket, pathOf('open.json'), '--owner', account, '--tags', 'team=blue,x='])).toEqual({ status: 0, out: `${bucket} has the policy now, which is public\n`, error: '' });
    expect(await run(['put', queue, pathOf('queue.json')])).toEqual({ status: 0, out: `${queue} has the policy now\n`, error: '' });
    expect(await run(['get', bucket])).toEqual({ status: 0, out: `${policy('*', 's3:GetObject', `${bucket}/*`)}\n`, error: '' });
    expect(JSON.parse((await run(['get', bucket, '--json'])).out)).toMatchObject({ arn: bucket, owner: account, tags: { team: 'blue', x: '' } });
    expect((await run(['list'])).out).toBe(`${bucket.padEnd(queue.length)}  ${account}  public policy\n${queue}  ${account}  policy\n`);
    expect(JSON.parse((await run(['list', '--json'])).out)).toHaveLength(2);
    expect(await run(['delete', queue])).toEqual({ status: 0, out: `${queue} has no policy any more\n`, error: '' });
    expect((await run(['list'])).out).toContain(`${queue}  ${account}  no policy\n`);
    expect(await run(['get', queue])).toEqual({ status: 1, out: '', error: `assent: \`${queue}\` has no policy\n` });
  });

  it('finds the server and its token by flags, in the environment, and in the data folder', async () => {
    file('token', `${server.adminToken}\n`);
    writeAddresses(pathOf('data'), server);
    for (const [args, environment] of [
      [['--admin', server.adminUrl, '--admin-token-file', pathOf('token')], {}],
      [['--admin', `${server.adminUrl}/`, '--data', pathOf('data')], { ASSENT_ADMIN_TOKEN: 'of another server' }],
      [[], { ASSENT_ADMIN: server.adminUrl, ASSENT_ADMIN_TOKEN: server.adminToken }],
      [['--data', pathOf('data')], { ASSENT_ADMIN: 'http://another.example' }],
      [[], { ASSENT_DATA: pathOf('data') }],
    ] as const) {
      expect(await run(['list', ...args], environment), args.join(' ')).toMatchObject({ status: 0, error: '' });
    }
  });

  it.each<[what: string, args: readonly string[], message: string]>([
    ['a policy that is none', ['put', bucket, pathOf('wrong.json')], 'line 2, column 16: the policy is none: '],
    ['a bucket of nobody', ['put', 'arn:aws:s3:::other', pathOf('open.json')], 'name its owner'],
    ['a resource that is not known', ['get', 'arn:aws:s3:::other'], 'nothing is known of `arn:aws:s3:::other`'],
    ['a token that is not the server’s', ['list', '--admin-token-file', pathOf('open.json')], 'must hold a token'],
    ['another token', ['list', '--admin-token-file', pathOf('other-token')], 'does not take the admin token: name its file with --admin-token-file'],
    ['a server that is not there', ['list', '--admin', 'http://127.0.0.1:9'], 'cannot be reached'],
  ])('says what is wrong with %s, in a line', async (_, args, message) => {
    file('other-token', 'x'.repeat(43));
    const { status, out, error } = await run(args);
    expect(error).toContain(message);
    expect(error.trimEnd().split('\n')).toHaveLength(1);
    expect(out).toBe('');
    expect(status).toBe(message === 'must hold a token' ? 2 : 1);
  });

  it.each<[args: readonly string[], message: string]>([
    [[], 'assent resource-policy takes put, get, delete or list'],
    [['take'], 'assent resource-policy takes put, get, delete or list, and not `take`'],
    [['toString'], 'and not `toString`'],
    [['put', bucket], 'assent resource-policy put takes an ARN and a file'],
    [['get'], 'assent resource-policy get takes an ARN'],
    [['list', bucket], 'assent resource-policy list takes no ARN'],
    [['get', bucket, '--owner', account], '--owner and --tags go with put'],
    [['put', bucket, pathOf('none.json')], 'the policy cannot be read: '],
    [['put', bucket, pathOf('open.json'), '--tags', 'team'], '--tags must be KEY=VALUE with commas between, and has `team`'],
    [['list', '--admin', 'ftp://x'], '--admin must be an http or https address without a path, and is `ftp://x`'],
    [['list', '--data', pathOf('none')], '--admin-token-file cannot be read: '],
    [['list', '--nothing'], "Unknown option '--nothing'"],
  ])('%j is wrong use', async (args, message) => {
    const { status, error } = await run(args);
    expect(error).toContain(message);
    expect(status).toBe(2);
  });

  it('knows what is no server of its kind', async () => {
    const page = createServer((_request, response) => void response.end('<html>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    expect(await run(['list', '--admin', url])).toEqual({ status: 1, out: '', error: `assent: what listens at ${url} is no admin interface: --admin is the second address in the line that assent serve prints\n` });
    page.close();
  });
});
