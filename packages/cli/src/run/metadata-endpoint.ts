import { headerValues, splitTarget } from '@assent/server';
import type { RawRequest, RawResponse } from '@assent/server';
import type { Instance } from './instance.ts';
import type { MetadataTokens } from './metadata-token.ts';
import type { RoleSession } from './role-session.ts';

export interface MetadataEndpointOptions {
  readonly session: Pick<RoleSession, 'current' | 'lastUpdated'>;
  readonly instance: Instance;
  readonly tokens: MetadataTokens;
  onFault(error: unknown): void;
}

const ttlHeader = 'x-aws-ec2-metadata-token-ttl-seconds';
const longest = 21_600;

/** Answers as the instance metadata service, version 2: nothing without a token, and no token for who was forwarded. Never throws. */
export async function answerMetadata(request: RawRequest, options: MetadataEndpointOptions): Promise<RawResponse> {
  const { path } = splitTarget(request.target);
  const headers = headerValues(request);
  // A page in a browser reaches this machine under a name of its own.
  if (!isLoopback(headers.get('host')?.[0])) return text(403, '');
  if (path === '/latest/api/token') return giveToken(request, options.tokens);
  const [token, ...more] = headers.get('x-aws-ec2-metadata-token') ?? [];
  if (token === undefined || more.length > 0 || !options.tokens.isGood(token, request.receivedAt.getTime())) return text(401, '');
  if (request.method !== 'GET' && request.method !== 'HEAD') return { ...text(405, ''), headers: { ...plain, allow: 'GET, HEAD' } };
  const known = entries.get(path);
  const named = `${credentialsPath}${options.instance.roleName}`;
  if (path === named) return giveCredentials(options);
  return known ? text(200, known(options)) : text(404, '');
}

const isLoopback = (host: string | undefined): boolean => host !== undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(host);

function giveToken(request: RawRequest, tokens: MetadataTokens): RawResponse {
  const headers = headerValues(request);
  if (request.method !== 'PUT') return { ...text(405, ''), headers: { ...plain, allow: 'PUT' } };
  if (headers.has('x-forwarded-for')) return text(403, '');
  const [ttl = '', ...more] = headers.get(ttlHeader) ?? [];
  const seconds = Number(ttl);
  if (more.length > 0 || !/^\d{1,5}$/.test(ttl) || seconds < 1 || seconds > longest) return text(400, `${ttlHeader} must be 1 to ${longest}\n`);
  return { ...text(200, tokens.make(request.receivedAt.getTime() + seconds * 1000)), headers: { ...plain, [ttlHeader]: ttl } };
}

async function giveCredentials({ session, onFault }: MetadataEndpointOptions): Promise<RawResponse> {
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await session.current();
    return text(200, json({ Code: 'Success', LastUpdated: instant(session.lastUpdated), Type: 'AWS-HMAC', AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken, Expiration: instant(expiration) }));
  } catch (error) {
    onFault(error);
    return text(200, json({ Code: 'AssumeRoleUnauthorizedAccess', Message: 'EC2 cannot assume the role any more.', LastUpdated: instant(session.lastUpdated) }));
  }
}

const credentialsPath = '/latest/meta-data/iam/security-credentials/';

type Entry = (options: MetadataEndpointOptions) => string;

const entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ['/latest', () => 'dynamic\nmeta-data'],
  ['/latest/', () => 'dynamic\nmeta-data'],
  ['/latest/meta-data', () => listing],
  ['/latest/meta-data/', () => listing],
  ['/latest/meta-data/ami-id', ({ instance }) => instance.imageId],
  ['/latest/meta-data/instance-id', ({ instance }) => instance.instanceId],
  ['/latest/meta-data/instance-type', ({ instance }) => instance.instanceType],
  ['/latest/meta-data/local-ipv4', ({ instance }) => instance.privateIp],
  ['/latest/meta-data/placement/', () => 'availability-zone\nregion'],
  ['/latest/meta-data/placement/availability-zone', ({ instance }) => instance.availabilityZone],
  ['/latest/meta-data/placement/region', ({ instance }) => instance.region],
  ['/latest/meta-data/iam/', () => 'info\nsecurity-credentials/'],
  ['/latest/meta-data/iam/info', ({ instance, session }) => json({ Code: 'Success', LastUpdated: instant(session.lastUpdated), InstanceProfileArn: instance.profileArn, InstanceProfileId: instance.profileId })],
  ['/latest/meta-data/iam/security-credentials', ({ instance }) => instance.roleName],
  [credentialsPath, ({ instance }) => instance.roleName],
  ['/latest/dynamic/instance-identity/document', ({ instance }) => json(identityOf(instance))],
]);

const listing = ['ami-id', 'iam/', 'instance-id', 'instance-type', 'local-ipv4', 'placement/'].join('\n');

const identityOf = ({ accountId, architecture, availabilityZone, imageId, instanceId, instanceType, launchedAt, privateIp, region }: Instance): object => ({
  accountId,
  architecture,
  availabilityZone,
  billingProducts: null,
  devpayProductCodes: null,
  marketplaceProductCodes: null,
  imageId,
  instanceId,
  instanceType,
  kernelId: null,
  pendingTime: instant(launchedAt),
  privateIp,
  ramdiskId: null,
  region,
  version: '2017-09-30',
});

const plain = { 'content-type': 'text/plain', 'cache-control': 'no-store' };
const text = (status: number, body: string): RawResponse => ({ status, headers: plain, body });
const json = (value: object): string => JSON.stringify(value, undefined, 2);
const instant = (date: Date): string => date.toISOString().replace(/\.\d{3}/, '');
