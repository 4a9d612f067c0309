import { CreateUserCommand, GetUserCommand, paginateListUsers, type IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { account, rootKey } from './aws-clients.ts';
import { dataFolder, ServerProcess } from './server-process.ts';

const folders: { remove(): void }[] = [];
const servers: ServerProcess[] = [];

function folder(): string {
  const data = dataFolder();
  folders.push(data);
  return data.path;
}

async function start(path: string): Promise<ServerProcess> {
  const server = await ServerProcess.start(path);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop('SIGKILL')));
  for (const data of folders.splice(0)) data.remove();
});

async function userNames(iam: IAMClient): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const page of paginateListUsers({ client: iam, pageSize: 1000 }, {})) for (const user of page.Users ?? []) names.add(user.UserName ?? '');
  return names;
}

describe('what was acknowledged', () => {
  it('is there after a stop and a start, under the same ids', async () => {
    const path = folder();
    const before = await start(path);
    const { User: made } = await before.iam().send(new CreateUserCommand({ UserName: 'kept', Tags: [{ Key: 'k', Value: 'v' }] }));
    expect(await before.stop()).toBe(0);
    const after = await start(path);
    expect((await after.iam().send(new GetUserCommand({ UserName: 'kept' }))).User).toEqual(made);
    expect((await after.sts().send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:root`);
  });

  it('is there after kill -9 in the middle of 1,000 writes', async () => {
    const path = folder();
    const before = await start(path);
    const iam = before.iam();
    const acknowledged: string[] = [];
    let next = 0;
    let killed: Promise<unknown> | undefined;
    const writer = async (): Promise<void> => {
      while (next < 1000) {
        const UserName = `user-${next++}`;
        const answer = await iam.send(new CreateUserCommand({ UserName })).catch(() => undefined);
        if (answer === undefined) return;
        acknowledged.push(UserName);
        // In the middle: others are in flight at this moment.
        if (acknowledged.length === 500) killed = before.stop('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 8 }, writer));
    await killed;
    expect(acknowledged.length).toBeGreaterThanOrEqual(500);
    expect(acknowledged.length).toBeLessThan(1000);
    const after = await start(path);
    const present = await userNames(after.iam());
    expect(acknowledged.filter((name) => !present.has(name))).toEqual([]);
    await after.iam().send(new CreateUserCommand({ UserName: 'next' }));
  });
});

describe('a data folder', () => {
  it('is refused to a second process, with a word about the first', async () => {
    const path = folder();
    await start(path);
    await expect(ServerProcess.start(path)).rejects.toThrow(/ended with [12]: assent: .*in use/s);
  });

  it('keeps no secret in plain text', async () => {
    const path = folder();
    const server = await start(path);
    await server.iam().send(new CreateUserCommand({ UserName: 'someone' }));
    await server.stop();
    const showing: [name: string, mode: number][] = [];
    for (const name of readdirSync(path).sort()) {
      const file = `${path}/${name}`;
      if (!statSync(file).isFile()) continue;
      const mode = statSync(file).mode & 0o777;
      if (readFileSync(file, 'latin1').includes(rootKey.secretAccessKey)) showing.push([name, mode]);
    }
    // The clients' own files are the places that show it, to their owner alone.
    expect(showing).toEqual([
      ['aws-config', 0o600],
      ['aws-credentials', 0o600],
    ]);
  });
});
