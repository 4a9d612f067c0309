import type { RawRequest } from '@assent/server';
import { describe, expect, it } from 'vitest';
import type { SessionCredentials } from './admin-client.ts';
import { makeInstance } from './instance.ts';
import { answerMetadata } from './metadata-endpoint.ts';
import type { MetadataEndpointOptions } from './metadata-endpoint.ts';
import { MetadataTokens } from './metadata-token.ts';

const started = Date.UTC(2026, 2, 1, 12);
const credentials: SessionCredentials = { accessKeyId: 'ASIAONE', secretAccessKey: 'secret', sessionToken: 'session', expiration: new Date(started + 3_600_000) };
const instance = makeInstance({ role: 'arn:aws:iam::123456789012:role/app/Web', region: 'eu-west-1', id: '0123456789abcdef0123456789abcdef', architecture: 'x64', now: new Date(started) });
const options: MetadataEndpointOptions = { session: { current: () => Promise.resolve(credentials), lastUpdated: new Date(started) }, instance, tokens: new MetadataTokens(new Uint8Array(32).fill(7)), onFault: () => undefined };

type Headers = Readonly<Record<string, string>>;

async function ask(method: string, target: string, headers: Headers = {}, seconds = 0, more: Partial<MetadataEndpointOptions> = {}) {
  const request: RawRequest = { method, target, headers: Object.entries({ host: '127.0.0.1:8080', ...headers }), body: new Uint8Array(), sourceIp: '127.0.0.1', secure: false, receivedAt: new Date(started + seconds * 1000) };
  const answer = await answerMetadata(request, { ...options, ...more });
  return { ...answer, body: String(answer.body) };
}

const ttl = 'X-aws-ec2-metadata-token-ttl-seconds';
const tokenFor = async (seconds: number): Promise<Headers> => ({ 'X-aws-ec2-metadata-token': (await ask('PUT', '/latest/api/token', { [ttl]: String(seconds) })).body });
const get = async (path: string): Promise<string> => (await ask('GET', path, await tokenFor(60))).body;
const securityCredentials = '/latest/meta-data/iam/security-credentials/';

describe('a token of the metadata service', () => {
  it.each([1, 60, 21_600])('is good for the %i seconds that were asked for, and not longer', async (seconds) => {
    const headers = await tokenFor(seconds);
    expect((await ask('GET', securityCredentials, headers, seconds - 0.001)).status).toBe(200);
    expect((await ask('GET', securityCredentials, headers, seconds)).status).toBe(401);
  });

  it('says how long', async () => {
    expect((await ask('PUT', '/latest/api/token', { [ttl]: '60' })).headers).toMatchObject({ 'x-aws-ec2-metadata-token-ttl-seconds': '60' });
  });

  it.each<[name: string, headers: Headers, status: number]>([
    ['no time', {}, 400],
    ['no seconds', { [ttl]: '0' }, 400],
    ['more than six hours', { [ttl]: '21601' }, 400],
    ['a time that is no number', { [ttl]: '6e1' }, 400],
    ['who was forwarded', { [ttl]: '60', 'X-Forwarded-For': '10.0.0.1' }, 403],
    ['a host of another name', { [ttl]: '60', host: 'evil.example.com' }, 403],
  ])('is not given for %s', async (_name, headers, status) => {
    const answer = await ask('PUT', '/latest/api/token', headers);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toMatch(/\.[\w-]{43}/);
  });

  it('is given for PUT alone', async () => {
    for (const method of ['GET', 'POST', 'OPTIONS']) expect((await ask(method, '/latest/api/token', { [ttl]: '60' })).status).toBe(405);
  });
});

describe('the metadata service', () => {
  it('answers nothing without a token of its own (IMDSv1)', async () => {
    const other = new MetadataTokens(new Uint8Array(32).fill(8)).make(started + 60_000);
    const own = (await tokenFor(60))['X-aws-ec2-metadata-token'] ?? '';
    for (const token of [undefined, '', 'x', other, `${own}x`, own.slice(1), own.replace(/^./, (first) => (first === 'z' ? 'y' : 'z'))]) {
      for (const path of ['/', '/latest/meta-data/', securityCredentials, `${securityCredentials}Web`, '/latest/dynamic/instance-identity/document', '/nowhere']) {
        expect((await ask('GET', path, token === undefined ? {} : { 'X-aws-ec2-metadata-token': token })).status).toBe(401);
      }
    }
  });

  it('gives the credentials of the role by its name', async () => {
    expect(await get(securityCredentials)).toBe('Web');
    expect(JSON.parse(await get(`${securityCredentials}Web`))).toEqual({
      Code: 'Success',
      LastUpdated: '2026-03-01T12:00:00Z',
      Type: 'AWS-HMAC',
      AccessKeyId: 'ASIAONE',
      SecretAccessKey: 'secret',
      Token: 'session',
      Expiration: '2026-03-01T13:00:00Z',
    });
    expect((await ask('GET', `${securityCredentials}Other`, await tokenFor(60))).status).toBe(404);
  });

  it('says in the form of the service that there are no credentials any more', async () => {
    const faults: unknown[] = [];
    const more = { session: { current: () => Promise.reject(new Error('gone')), lastUpdated: new Date(started) }, onFault: (error: unknown) => void faults.push(error) };
    const { status, body } = await ask('GET', `${securityCredentials}Web`, await tokenFor(60), 0, more);
    expect([status, (JSON.parse(body) as { Code: string }).Code, faults.length]).toEqual([200, 'AssumeRoleUnauthorizedAccess', 1]);
  });

  it.each<[path: string, value: string]>([
    ['/latest/meta-data/placement/region', 'eu-west-1'],
    ['/latest/meta-data/placement/availability-zone', 'eu-west-1a'],
    ['/latest/meta-data/instance-id', 'i-0123456789abcdef0'],
    ['/latest/meta-data/iam/', 'info\nsecurity-credentials/'],
  ])('has %s', async (path, value) => expect(await get(path)).toBe(value));

  it('describes the instance and its profile', async () => {
    expect(JSON.parse(await get('/latest/dynamic/instance-identity/document'))).toMatchObject({ accountId: '123456789012', region: 'eu-west-1', instanceId: 'i-0123456789abcdef0', architecture: 'x86_64', version: '2017-09-30', pendingTime: '2026-03-01T12:00:00Z' });
    const info = JSON.parse(await get('/latest/meta-data/iam/info')) as Readonly<Record<string, string>>;
    expect(info).toMatchObject({ Code: 'Success', InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/Web' });
    expect(info['InstanceProfileId']).toMatch(/^AIPA[A-Z2-7]{17}$/);
  });

  it('lists what it has, and has what it lists', async () => {
    const headers = await tokenFor(60);
    const open = ['/latest/meta-data/'];
    for (const folder of open) {
      const { status, body } = await ask('GET', folder, headers);
      expect(status, folder).toBe(200);
      for (const name of body.split('\n')) {
        if (name.endsWith('/')) open.push(folder + name);
        else expect((await ask('GET', folder + name, headers)).status, folder + name).toBe(200);
      }
    }
    expect(open.length).toBeGreaterThan(3);
  });

  it('has nothing else, and changes nothing', async () => {
    const headers = await tokenFor(60);
    expect((await ask('GET', '/latest/user-data', headers)).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask(method, securityCredentials, headers)).status).toBe(405);
  });
});
