/** Whether reading and writing stay as fast in a directory of 10,000 users, 1,000 roles and 100 accounts as in one that
 * fills a page of each, on the same machine in the same run; and GetRole beside moto's server, where it is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { goal, median, report } from '../report.ts';
import { key, startAssent, stop } from './assent-process.ts';
import type { AssentProcess } from './assent-process.ts';
import { freePort } from './free-port.ts';
import { runLoad } from './load-run.ts';
import { signedJsonRequest, signedRequest } from './signed-request.ts';

const version = '2010-05-08';
const rounds = 5;
const connections = 8;
const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';

const load = (server: AssentProcess, read: Read): number => runLoad(server, 1, 0.7, read(server.port)).rate;

/** Sends requests one after another on one connection; every answer must be a success. */
function sendAll(port: number, requests: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let next = 0;
    let held = '';
    const more = (): void => {
      const bytes = requests[next++];
      if (bytes) socket.write(bytes);
      else socket.end();
    };
    socket.on('connect', more);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      const head = held.indexOf('\r\n\r\n');
      if (head < 0 || held.length < head + 4 + Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0)) return;
      if (!held.startsWith('HTTP/1.1 200')) return reject(new Error(held));
      held = '';
      more();
    });
  });
}

interface Size {
  readonly users: number;
  readonly roles: number;
  readonly policies: number;
  readonly accounts: number;
}

const form = (port: number, Action: string, rest: Readonly<Record<string, string>>): Buffer => signedRequest(key, 'iam', port, { Action, Version: version, ...rest });

async function filled({ users, roles, policies, accounts }: Size): Promise<AssentProcess> {
  const server = await startAssent(['--memory', '--quotas', 'UsersPerAccount=20000,RolesPerAccount=20000']);
  const { port } = server;
  const many = async (count: number, make: (index: number) => Buffer): Promise<void> => {
    const shares = Array.from({ length: connections }, (_, share) => Array.from({ length: count }, (_each, index) => index).filter((index) => index % connections === share));
    await Promise.all(shares.map((share) => sendAll(port, share.map(make))));
  };
  const arn = 'arn:aws:iam::123456789012:policy/policy-0';
  await many(users, (index) => form(port, 'CreateUser', { UserName: `user-${index}` }));
  await many(roles, (index) => form(port, 'CreateRole', { RoleName: `role-${index}`, AssumeRolePolicyDocument: trust }));
  await many(policies, (index) => form(port, 'CreatePolicy', { PolicyName: `policy-${index}`, PolicyDocument: document }));
  await many(users, (index) => form(port, 'PutUserPolicy', { UserName: `user-${index}`, PolicyName: 'own', PolicyDocument: document }));
  // As many hold the policy that is asked about, whatever the size.
  await many(50, (index) => form(port, 'AttachUserPolicy', { UserName: `user-${index}`, PolicyArn: arn }));
  await many(roles, (index) => form(port, 'AttachRolePolicy', { RoleName: `role-${index}`, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }));
  await sendAll(port, [signedJsonRequest(key, port, 'CreateOrganization', { FeatureSet: 'ALL' })]);
  await sendAll(port, Array.from({ length: accounts }, (_, index) => signedJsonRequest(key, port, 'CreateAccount', { AccountName: `account-${index}`, Email: `account-${index}@example.com` })));
  return server;
}

type Read = (port: number) => Buffer;

const reads: Readonly<Record<string, Read>> = {
  GetUser: (port) => form(port, 'GetUser', { UserName: 'user-77' }),
  GetRole: (port) => form(port, 'GetRole', { RoleName: 'role-77' }),
  ListUsers: (port) => form(port, 'ListUsers', {}),
  ListRoles: (port) => form(port, 'ListRoles', {}),
  ListPolicies: (port) => form(port, 'ListPolicies', { Scope: 'Local' }),
  'ListPolicies with those of AWS': (port) => form(port, 'ListPolicies', {}),
  GetAccountAuthorizationDetails: (port) => form(port, 'GetAccountAuthorizationDetails', {}),
  ListEntitiesForPolicy: (port) => form(port, 'ListEntitiesForPolicy', { PolicyArn: 'arn:aws:iam::123456789012:policy/policy-0' }),
  ListAttachedUserPolicies: (port) => form(port, 'ListAttachedUserPolicies', { UserName: 'user-7' }),
  ListUserPolicies: (port) => form(port, 'ListUserPolicies', { UserName: 'user-77' }),
  ListAccounts: (port) => signedJsonRequest(key, port, 'ListAccounts', {}),
};

const small = await filled({ users: 120, roles: 120, policies: 120, accounts: 25 });
const large = await filled({ users: 10_000, roles: 1000, policies: 1000, accounts: 100 });

for (const [name, read] of Object.entries(reads)) {
  const ratios = Array.from({ length: rounds }, () => load(small, read) / load(large, read));
  report(`${name} in a large directory`, median(ratios), goal('at most', 2), 'times as long as in a small one');
}

let tag = 0;
async function writes({ port }: AssentProcess): Promise<number> {
  const requests = Array.from({ length: 400 }, () => form(port, 'TagUser', { UserName: 'user-77', 'Tags.member.1.Key': 'k', 'Tags.member.1.Value': String(tag++) }));
  const started = performance.now();
  await sendAll(port, requests);
  return performance.now() - started;
}
const growth = [];
for (let round = 0; round < rounds; round++) growth.push((1 / (await writes(small))) * (await writes(large)));
report('a write and the snapshot after it, in a large one', median(growth), goal('at most', 1.5), 'times as long as in a small one');
await large.stop();

async function besideMoto(): Promise<void> {
  if (spawnSync('python3', ['-c', 'import moto.server']).status !== 0) {
    process.stdout.write('skipped moto is not installed here\n');
    return;
  }
  const port = await freePort();
  const child = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  for (let tries = 0; ; tries++) {
    const answered = await fetch(`http://127.0.0.1:${port}/moto-api/`).then(() => true, () => false);
    if (answered) break;
    if (tries > 100) throw new Error('moto does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // Its development server closes every connection: a connection a request, for both.
  await sendAll(port, [form(port, 'CreateRole', { RoleName: 'role-77', AssumeRolePolicyDocument: trust })]);
  const read = (to: number): Buffer => form(to, 'GetRole', { RoleName: 'role-77' });
  const own = median(Array.from({ length: rounds }, () => load(small, read)));
  const count = 100;
  const started = performance.now();
  for (let index = 0; index < count; index++) await sendAll(port, [read(port)]);
  const moto = count / ((performance.now() - started) / 1000);
  report('GetRole, one connection', own / moto, goal('at least', 20), `times moto's server; ${Math.round(own)} and ${Math.round(moto)} requests/s`);
  await stop(child);
}
await besideMoto();
await small.stop();
