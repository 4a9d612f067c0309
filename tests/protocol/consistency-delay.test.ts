import { CreateAccessKeyCommand, CreateUserCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { credentialsOf, failure } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

/** Asks again until it is answered: the client that the delay is for. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 10_000) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('a consistency delay (R20.15)', () => {
  it('shows writes after a while, in decisions and in what is read from memory', async () => {
    const server = await LocalServer.start({ dev: true, consistencyDelay: 1500 });
    const client = server.iam();
    await client.send(new CreateUserCommand({ UserName: 'late' }));
    expect((await failure(client.send(new GetUserCommand({ UserName: 'late' })))).code).toBe('NoSuchEntity');
    expect((await client.send(new ListUsersCommand({}))).Users).toHaveLength(1);
    const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName: 'late' }));
    const late = server.sts(credentialsOf(AccessKey));
    expect((await failure(late.send(new GetCallerIdentityCommand({})))).code).toBe('InvalidClientTokenId');
    expect((await eventually(() => client.send(new GetUserCommand({ UserName: 'late' })))).User?.UserName).toBe('late');
    expect((await eventually(() => late.send(new GetCallerIdentityCommand({})))).Arn).toMatch(/user\/late$/);
    await server.close();
    expect(server.faults).toEqual([]);
  });

  it('forgets what waits at a reset', async () => {
    const server = await LocalServer.start({ dev: true, consistencyDelay: 50 });
    await server.iam().send(new CreateUserCommand({ UserName: 'gone' }));
    await fetch(`${server.adminUrl}/reset`, { method: 'POST' });
    await eventually(() => server.iam().send(new CreateUserCommand({ UserName: 'next' })));
    await eventually(() => server.iam().send(new GetUserCommand({ UserName: 'next' })));
    expect((await failure(server.iam().send(new GetUserCommand({ UserName: 'gone' })))).code).toBe('NoSuchEntity');
    await server.close();
    expect(server.faults).toEqual([]);
  });

  it('is for development', async () => {
    await expect(LocalServer.start({ consistencyDelay: 50 })).rejects.toThrow(RangeError);
  });
});
