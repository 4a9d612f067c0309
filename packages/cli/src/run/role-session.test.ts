import { describe, expect, it } from 'vitest';
import { AdminRefusal } from '../admin/admin-connection.ts';
import type { SessionRequest } from './admin-client.ts';
import { RoleSession } from './role-session.ts';
import { RunFailure } from './run-failure.ts';

const role = 'arn:aws:iam::123456789012:role/OrdersFn';
const minute = 60_000;

/** A server of sessions that last an hour, and a clock. */
class FakeAdmin {
  time = Date.UTC(2026, 2, 1, 12);
  readonly asked: [service: string, record: string | undefined][] = [];
  trusted = 'lambda.amazonaws.com';
  lifetime = 60 * minute;
  fault: Error | undefined;
  record = 'first';

  readonly now = (): Date => new Date(this.time);

  readonly assume = ({ service }: SessionRequest, record: string | undefined) => {
    this.asked.push([service, record]);
    if (this.fault) return Promise.reject(this.fault);
    if (service !== this.trusted) return Promise.reject(new AdminRefusal('forbidden', `${service} is not trusted`));
    if (record !== undefined && record !== this.record) return Promise.reject(new AdminRefusal('invalid-request', 'there is no record'));
    return Promise.resolve({ credentials: { accessKeyId: `ASIA${this.asked.length}`, secretAccessKey: 's', sessionToken: 't', expiration: new Date(this.time + this.lifetime) }, record: this.record });
  };

  readonly end = (id: string) => Promise.resolve({ id, calls: [], dropped: 0 });
}

const begin = (admin: FakeAdmin, services: readonly [string, ...string[]] = ['lambda.amazonaws.com']): Promise<RoleSession> =>
  RoleSession.begin({ admin, role, services, sessionName: 'fn', sourceArn: undefined, now: admin.now });

const keyAfter = async (admin: FakeAdmin, session: RoleSession, minutes: number): Promise<string> => {
  admin.time += minutes * minute;
  return (await session.current()).accessKeyId;
};

describe('the credentials of a role', () => {
  it('stay until twenty minutes are left, and are others then', async () => {
    const admin = new FakeAdmin();
    const session = await begin(admin);
    expect(await keyAfter(admin, session, 0)).toBe('ASIA1');
    expect(await keyAfter(admin, session, 39)).toBe('ASIA1');
    expect(await keyAfter(admin, session, 1)).toBe('ASIA2');
    expect(session.lastUpdated).toEqual(admin.now());
    expect(await keyAfter(admin, session, 39)).toBe('ASIA2');
    expect(await keyAfter(admin, session, 600)).toBe('ASIA3');
    expect(admin.asked.map(([, record]) => record)).toEqual([undefined, 'first', 'first']);
  });

  it('are renewed at half of their time where that is short', async () => {
    const admin = new FakeAdmin();
    admin.lifetime = 15 * minute;
    const session = await begin(admin);
    expect(await keyAfter(admin, session, 7)).toBe('ASIA1');
    expect(await keyAfter(admin, session, 1)).toBe('ASIA2');
  });

  it('are asked for once, however many want them', async () => {
    const admin = new FakeAdmin();
    const session = await begin(admin);
    admin.time += 50 * minute;
    const keys = await Promise.all(Array.from({ length: 5 }, () => session.current()));
    expect(new Set(keys.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA2']));
  });

  it('are given as long as they are good where there are no others, and not a moment longer', async () => {
    const admin = new FakeAdmin();
    const session = await begin(admin);
    admin.fault = new RunFailure('nobody answers');
    expect(await keyAfter(admin, session, 59)).toBe('ASIA1');
    await expect(keyAfter(admin, session, 1)).rejects.toThrow('nobody answers');
    admin.fault = undefined;
    expect(await keyAfter(admin, session, 0)).toBe('ASIA4');
  });

  it('say that the record is not whole where the server has lost it', async () => {
    const admin = new FakeAdmin();
    const session = await begin(admin);
    admin.record = 'second';
    expect(session.isPartial).toBe(false);
    expect(await keyAfter(admin, session, 45)).toBe('ASIA3');
    expect([session.isPartial, (await session.end()).id]).toEqual([true, 'second']);
  });
});

describe('the service that a role is assumed for', () => {
  const all = ['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com', 'ec2.amazonaws.com'] as const;

  it.each(all)('is the first that the role trusts: %s', async (service) => {
    const admin = new FakeAdmin();
    admin.trusted = service;
    expect((await begin(admin, all)).service).toBe(service);
    expect(admin.asked.map(([asked]) => asked)).toEqual(all.slice(0, all.indexOf(service) + 1));
  });

  it('is asked for where it trusts none of those that are tried', async () => {
    const admin = new FakeAdmin();
    admin.trusted = 'glue.amazonaws.com';
    await expect(begin(admin, all)).rejects.toThrow(`there is no role ${role}, or it trusts none of ${all.join(', ')}: name the service of its trust policy with --service`);
    await expect(begin(admin, ['ec2.amazonaws.com'])).rejects.toThrow('cannot be assumed by ec2.amazonaws.com: ec2.amazonaws.com is not trusted');
  });

  it('is not looked for where something else is wrong', async () => {
    const admin = new FakeAdmin();
    admin.fault = new AdminRefusal('invalid-request', 'the role is no ARN');
    await expect(begin(admin, all)).rejects.toThrow('the role is no ARN');
    expect(admin.asked).toHaveLength(1);
  });
});
