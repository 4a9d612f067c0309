import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { account } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

const servers: LocalServer[] = [];
const start = async (...options: Parameters<typeof LocalServer.start>): Promise<LocalServer> => {
  const server = await LocalServer.start(...options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) {
    await server.close();
    expect(server.faults).toEqual([]);
  }
});

const get = async (server: LocalServer, path: string, method = 'GET') => {
  const answer = await fetch(server.adminUrl + path, { method });
  return { status: answer.status, type: answer.headers.get('content-type'), allow: answer.headers.get('allow'), text: await answer.text() };
};

describe('the admin listener', () => {
  it('says that the server lives and is ready', async () => {
    const server = await start();
    expect(await get(server, '/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await get(server, '/readyz')).toMatchObject({ status: 200, text: 'ready\n' });
    expect(await get(server, '/healthz', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it('counts requests and decisions for Prometheus', async () => {
    const server = await start();
    await server.iam().send(new CreateUserCommand({ UserName: 'counted' }));
    await expect(server.iam().send(new CreateUserCommand({ UserName: 'counted' }))).rejects.toThrow();
    const { status, type, text } = await get(server, '/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toContain('assent_requests_total{service="iam",operation="CreateUser",code="OK"} 1\n');
    expect(text).toContain('assent_requests_total{service="iam",operation="CreateUser",code="EntityAlreadyExists"} 1\n');
    expect(text).toMatch(/^assent_decisions_total\{decision="allowed",by="\w+"\} 2$/m);
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+.\deE]+|[a-z_]+\{.*le="\+Inf".*\} \d+)$/);
  });

  it('has nothing else, and no reset without --dev', async () => {
    const server = await start();
    for (const path of ['/', '/reset', '/metrics/', '/healthz/../reset', '/%2e%2e/reset']) expect((await get(server, path, 'POST')).status, path).toBe(404);
    expect(await get(server, '/healthz', 'POST')).toMatchObject({ status: 405, allow: 'GET' });
  });

  it('empties everything back to the first start with --dev', async () => {
    const server = await start({ dev: true });
    await server.iam().send(new CreateUserCommand({ UserName: 'gone' }));
    expect((await get(server, '/reset')).status).toBe(405);
    expect(await get(server, '/reset', 'POST')).toMatchObject({ status: 200, text: 'reset\n' });
    expect((await server.iam().send(new ListUsersCommand({}))).Users).toEqual([]);
    expect((await server.sts().send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:root`);
    await server.iam().send(new CreateUserCommand({ UserName: 'gone' }));
  });

  it('makes further accounts anew with the keys that they had', async () => {
    const server = await start({ dev: true, standaloneAccounts: ['222222222222'] });
    const root = server.rootOf('222222222222');
    await server.iam(root).send(new CreateUserCommand({ UserName: 'gone' }));
    expect(await get(server, '/reset', 'POST')).toMatchObject({ status: 200 });
    expect((await server.sts(root).send(new GetCallerIdentityCommand({}))).Arn).toBe('arn:aws:iam::222222222222:root');
    expect((await server.iam(root).send(new ListUsersCommand({}))).Users).toEqual([]);
  });
});
