import type { RawRequest } from '@assent/server';
import { describe, expect, it } from 'vitest';
import { answerContainer } from './container-endpoint.ts';
import type { SessionCredentials } from './admin-client.ts';

const path = '/v2/credentials/0123456789abcdef';
const token = 'a-token';
const role = 'arn:aws:iam::123456789012:role/OrdersFn';
const credentials: SessionCredentials = { accessKeyId: 'ASIAONE', secretAccessKey: 'secret', sessionToken: 'session', expiration: new Date('2026-03-01T13:00:00.123Z') };

const requestOf = (headers: RawRequest['headers'], target = path, method = 'GET'): RawRequest => ({ method, target, headers, body: new Uint8Array(), sourceIp: '127.0.0.1', secure: false, receivedAt: new Date(0) });

async function ask(request: RawRequest, current: () => Promise<SessionCredentials> = () => Promise.resolve(credentials)) {
  const faults: unknown[] = [];
  const { status, body } = await answerContainer(request, { session: { role, current }, path, token, onFault: (error) => faults.push(error) });
  return { status, body: JSON.parse(String(body)) as Readonly<Record<string, string>>, faults };
}

describe('the endpoint of container credentials', () => {
  it('answers what SDKs read', async () => {
    expect(await ask(requestOf([['Authorization', token]]))).toEqual({
      status: 200,
      body: { RoleArn: role, AccessKeyId: 'ASIAONE', SecretAccessKey: 'secret', Token: 'session', Expiration: '2026-03-01T13:00:00Z' },
      faults: [],
    });
  });

  it.each<[name: string, headers: RawRequest['headers']]>([
    ['without a token', []],
    ['with another token', [['authorization', 'b-token']]],
    ['with a beginning of the token', [['authorization', token.slice(0, -1)]]],
    ['with more than the token', [['authorization', `${token}x`]]],
    ['with the token twice', [['authorization', token], ['authorization', token]]],
    ['with an empty token', [['authorization', '']]],
  ])('refuses a request %s, wherever it goes', async (_name, headers) => {
    for (const target of [path, '/', '/nowhere']) {
      const answer = await ask(requestOf(headers, target));
      expect([answer.status, answer.body['code']]).toEqual([401, 'Unauthorized']);
    }
  });

  it.each<[target: string, method: string, status: number]>([
    ['/', 'GET', 404],
    ['/v2/credentials/', 'GET', 404],
    [`${path}/`, 'GET', 404],
    [path, 'POST', 405],
    [path, 'DELETE', 405],
  ])('has nothing at %s for %s', async (target, method, status) => {
    const answer = await ask(requestOf([['authorization', token]], target, method));
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('says that there are no credentials any more, and not why', async () => {
    const fault = new Error('https://admin.example.com is away');
    expect(await ask(requestOf([['authorization', token]]), () => Promise.reject(fault))).toEqual({ status: 500, body: { code: 'CredentialsUnavailable', message: 'the role cannot be assumed any more' }, faults: [fault] });
  });
});
