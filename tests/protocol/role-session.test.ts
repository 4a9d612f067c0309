import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromContainerMetadata, fromInstanceMetadata } from '@smithy/credential-provider-imds';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AdminClient } from '../../packages/cli/src/run/admin-client.ts';
import { listenForCredentials } from '../../packages/cli/src/run/credential-endpoint.ts';
import { RoleSession } from '../../packages/cli/src/run/role-session.ts';
import { account, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

const role = `arn:aws:iam::${account}:role/fn`;
const sessionArn = `arn:aws:sts::${account}:assumed-role/fn/run`;
const minute = 60_000;

let server: LocalServer;
let time = Math.floor(Date.now() / 1000) * 1000;
const now = (): Date => new Date(time);
const advance = (minutes: number): void => {
  time += minutes * minute;
  server.clockOffset += minutes * minute;
};

beforeAll(async () => {
  server = await LocalServer.start({ now });
  await server.iam().send(new CreateRoleCommand({ RoleName: 'fn', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] }, Action: 'sts:AssumeRole' }) }));
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const variables = ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN', 'AWS_EC2_METADATA_SERVICE_ENDPOINT'] as const;
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const name of variables) delete process.env[name];
  for (const each of opened.splice(0)) await each.close();
});

const begin = (service: string, token = server.adminToken): Promise<RoleSession> => RoleSession.begin({ admin: new AdminClient(server.adminUrl, token), role, services: [service], sessionName: 'run', sourceArn: undefined, now });

async function open(session: RoleSession, isInstance: boolean): Promise<void> {
  const faults: unknown[] = [];
  const endpoint = await listenForCredentials({ session, isInstance, region: 'eu-west-1', id: '0123456789abcdef0123456789abcdef', random: (bytes) => Buffer.alloc(bytes, 7), now, onFault: (error) => faults.push(error) });
  opened.push(endpoint);
  const { credentials } = endpoint;
  if (credentials.kind === 'metadata') process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = credentials.url;
  else Object.assign(process.env, { AWS_CONTAINER_CREDENTIALS_FULL_URI: credentials.url, AWS_CONTAINER_AUTHORIZATION_TOKEN: credentials.token });
}

const whoIs = async (keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): Promise<string | undefined> => (await server.sts(keys).send(new GetCallerIdentityCommand({}))).Arn;

describe('credentials of a run', () => {
  it.each<[name: string, service: string, isInstance: boolean, provide: () => ReturnType<ReturnType<typeof fromContainerMetadata>>]>([
    ['container', 'lambda.amazonaws.com', false, () => fromContainerMetadata()()],
    ['instance', 'ec2.amazonaws.com', true, () => fromInstanceMetadata({ ec2MetadataV1Disabled: true })()],
  ])('are had by the SDK\'s provider for a %s, are others before they end, and are one record', async (_name, service, isInstance, provide) => {
    const session = await begin(service);
    await open(session, isInstance);
    const first = await provide();
    expect(first.expiration).toEqual(new Date(time + 60 * minute));
    expect(await whoIs(first)).toBe(sessionArn);
    advance(39);
    expect((await provide()).accessKeyId).toBe(first.accessKeyId);
    advance(2);
    const second = await provide();
    expect([second.accessKeyId === first.accessKeyId, second.expiration]).toEqual([false, new Date(time + 60 * minute)]);
    expect([await whoIs(first), await whoIs(second)]).toEqual([sessionArn, sessionArn]);
    advance(200);
    expect(await whoIs(await provide())).toBe(sessionArn);
    expect(await session.end()).toMatchObject({ calls: [{ service: 'sts', operation: 'GetCallerIdentity', count: 4 }], dropped: 0 });
  });

  it('are not had with another token, and the provider says so', async () => {
    await open(await begin('lambda.amazonaws.com'), false);
    process.env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] = 'another';
    await expect(fromContainerMetadata()()).rejects.toMatchObject({ statusCode: 401 });
  });

  it('take the admin token, which is never told', async () => {
    const refusal = await begin('lambda.amazonaws.com', 'not-the-token').catch((error: unknown) => error as Error);
    expect(refusal).toMatchObject({ name: 'RunFailure', message: expect.stringContaining('does not take the admin token') as string });
    expect((refusal as Error).message).not.toContain('not-the-token');
  });

  it('are not had from what is no admin interface', async () => {
    const elsewhere = RoleSession.begin({ admin: new AdminClient(server.url, 'x'), role, services: ['ec2.amazonaws.com'], sessionName: 'run', sourceArn: undefined, now });
    await expect(elsewhere).rejects.toThrow('is no admin interface: --admin is the second address');
  });
});
