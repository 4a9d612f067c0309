import type { ContextValue, RequestContext } from '@assent/policy';
import type { Call } from '../operation/call.ts';
import type { Keys } from './requirement.ts';

const single = (value: string | undefined): ContextValue | undefined => (value === undefined ? undefined : { values: [value], multi: false });

type Read = (call: Call, service: string) => ContextValue | undefined;

/** The global keys that a call has whatever it is about (section 6 of evaluation.md). What follows from the principal and
 * the resource is the engine's to add. */
const globalKeys: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['aws:sourceip', ({ sourceIp }) => single(sourceIp)],
  ['aws:securetransport', ({ secure }) => single(String(secure))],
  ['aws:useragent', ({ userAgent }) => single(userAgent)],
  // Global services report their home region; the others, STS among them, are where they were called.
  ['aws:requestedregion', ({ region, partition }, service) => single(service === 'iam' || service === 'organizations' ? homeRegion(partition) : region)],
]);

/** Keys of a service of its own that follow from who calls. Services that go on in somebody's name call KMS for resources of
 * theirs (R11.13). */
const serviceKeys: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['kms:calleraccount', ({ caller }) => single(caller.account === '' ? undefined : caller.account)],
  ['kms:viaservice', ({ caller, region }) => single(lastVia(caller)?.replace('.', `.${region}.`))],
  ['kms:grantisforawsresource', ({ caller }) => single(String(lastVia(caller) !== undefined))],
]);

/** The service that called last in the caller's name: `s3.amazonaws.com`. */
function lastVia({ session }: Call['caller']): string | undefined {
  const via = session?.carried?.['aws:calledvia'];
  return typeof via === 'object' ? via.at(-1) : undefined;
}

type ReadSession = (asked: Pick<Call, 'caller' | 'now'>) => ContextValue | undefined;

/** The global keys that tell of a session, absent without one. */
const sessionKeys: ReadonlyMap<string, ReadSession> = new Map<string, ReadSession>([
  ['aws:tokenissuetime', ({ caller: { session } }) => single(session && new Date(session.issuedAt).toISOString())],
  // R4.15, D43: only sessions say whether a second factor was given, and chained ones do not carry it on.
  ['aws:multifactorauthpresent', ({ caller: { session } }) => single(session && String(session.mfaAt !== undefined))],
  ['aws:multifactorauthage', ({ caller: { session }, now }) => single(session?.mfaAt === undefined ? undefined : String(Math.max(0, Math.floor((now.getTime() - session.mfaAt) / 1000))))],
  ['aws:sourceidentity', ({ caller: { session } }) => single(session?.sourceIdentity)],
]);

const principalTag = 'aws:principaltag/';

/** The tags of a principal under their keys, `undefined` for other keys. */
export function principalTagValue(key: string, { tags }: Call['caller']): ContextValue | undefined {
  if (!key.startsWith(principalTag)) return undefined;
  const name = key.slice(principalTag.length);
  return single(tags.find((tag) => tag.key.toLowerCase() === name)?.value);
}

/** What a session says of itself under a key; `undefined` where that is nothing. */
export const sessionValue = (key: string, asked: Pick<Call, 'caller' | 'now'>): ContextValue | undefined => sessionKeys.get(key)?.(asked) ?? carriedValue(key, asked.caller);

/** Whether a key is for the session alone to say. */
export const isSessionKey = (key: string): boolean => sessionKeys.has(key);

function carriedValue(key: string, { session }: Call['caller']): ContextValue | undefined {
  const carried = session?.carried;
  const value = carried && Object.hasOwn(carried, key) ? carried[key] : undefined;
  return typeof value === 'object' ? { values: value, multi: true } : single(value);
}

/** The condition keys of a call, those of the requirement among them, read when a policy asks for them. */
export class CallContext implements RequestContext {
  readonly #call: Call;
  readonly #service: string;
  readonly #keys: Keys | undefined;
  /** The requirement's keys in lower case, made at the first question. */
  #own: ReadonlyMap<string, ContextValue> | undefined;

  readonly #onAbsent: ((key: string) => void) | undefined;

  /** @param onAbsent told of keys that are asked for and that nothing has */
  constructor(call: Call, service: string, keys: Keys | undefined, onAbsent?: (key: string) => void) {
    this.#call = call;
    this.#service = service;
    this.#keys = keys;
    this.#onAbsent = onAbsent;
  }

  get(key: string): ContextValue | undefined {
    const own = (this.#own ??= lowerCased(this.#keys)).get(key);
    if (own) return own;
    if (key.startsWith(principalTag)) return principalTagValue(key, this.#call.caller);
    const value = key.startsWith('kms:') ? this.#ofCaller(key) : (globalKeys.get(key)?.(this.#call, this.#service) ?? sessionValue(key, this.#call));
    if (!value) this.#onAbsent?.(key);
    return value;
  }

  #ofCaller(key: string): ContextValue | undefined {
    return this.#service === 'kms' ? serviceKeys.get(key)?.(this.#call, this.#service) : undefined;
  }
}

/** The keys of a requirement as the engine asks for them, in lower case. */
export function lowerCased(keys: Keys = {}): ReadonlyMap<string, ContextValue> {
  const context = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(keys)) {
    if (value !== undefined) context.set(key.toLowerCase(), { values: typeof value === 'string' ? [value] : value, multi: typeof value !== 'string' });
  }
  return context;
}

const homeRegions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

const homeRegion = (partition: string): string => homeRegions[partition] ?? 'us-east-1';
