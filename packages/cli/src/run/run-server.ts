import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from '@assent/server';
import { readAddresses } from '../serve/address-file.ts';
import { startAsAsked, StartError } from '../serve/server-start.ts';
import { RunFailure } from './run-failure.ts';
import type { RunOptions } from './run-options.ts';
import { callService, CallRefusal } from './signed-call.ts';

/** The server that a program is run against. */
export interface RunServer {
  readonly url: string;
  readonly adminUrl: string;
  readonly adminToken: string;
  /** Of roles that are named without one; absent where the server does not tell. */
  readonly account: string | undefined;
  close(): Promise<void>;
}

/** The server that is there, or runs on the data, or one of its own.
 * @param roles names of roles that a server in memory, which has none, is given: each trusts the services, and may do nothing
 * @throws StartError, RunFailure */
export async function findServer({ server }: Pick<RunOptions, 'server'>, roles: readonly string[], services: readonly string[]): Promise<RunServer> {
  if (server.kind === 'running') return { ...server, account: undefined, close: () => Promise.resolve() };
  const { data } = server.options;
  if (data.kind === 'folder' && !existsSync(join(data.path, 'directory.sqlite'))) {
    throw new StartError(`there is no data in \`${data.path}\`: name the folder of the server that has the role with --data, or take --memory for a role that may do nothing yet`);
  }
  let running: RunningServer;
  try {
    running = await startAsAsked(server.options);
  } catch (error) {
    const there = error instanceof StartError && error.code === 'folder-in-use' && data.kind === 'folder' ? readAddresses(data.path) : undefined;
    if (!there || data.kind !== 'folder') throw error;
    if (server.settled.length > 0) throw new StartError(`a server runs on \`${data.path}\` already, by options of its own: leave out --${server.settled[0]}, or stop it`);
    return { ...there, adminToken: server.options.adminToken ?? readFileSync(join(data.path, 'admin-token'), 'utf8').trim(), close: () => Promise.resolve() };
  }
  try {
    if (data.kind === 'memory') for (const role of new Set(roles.map(nameOf))) await makeRole(running, role, services);
  } catch (error) {
    await running.close();
    throw error;
  }
  return running;
}

/** The name with its path. */
const nameOf = (role: string): string => role.slice(role.startsWith('arn:') ? role.indexOf(':role/') + 6 : 0);

async function makeRole({ url, rootKey: { id, secret } }: RunningServer, role: string, services: readonly string[]): Promise<void> {
  if (secret === undefined) throw new Error('a server in memory has a root key that is not known');
  const parts = role.split('/').filter((part) => part !== '');
  const trust = { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' } };
  const form = new URLSearchParams({ Action: 'CreateRole', Version: '2010-05-08', RoleName: parts.at(-1) ?? '', Path: parts.length > 1 ? `/${parts.slice(0, -1).join('/')}/` : '/', AssumeRolePolicyDocument: JSON.stringify(trust) });
  try {
    await callService({ endpoint: url, keys: { accessKeyId: id, secretAccessKey: secret }, service: 'iam', region: 'us-east-1', contentType: 'application/x-www-form-urlencoded; charset=utf-8', body: form.toString(), now: new Date() });
  } catch (error) {
    if (!(error instanceof CallRefusal)) throw error;
    throw new RunFailure(`the role ${role} cannot be made: ${error.message}`);
  }
}
