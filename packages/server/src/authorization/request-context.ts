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
  // Global services report their home region; STS is where it was called.
  ['aws:requestedregion', ({ region, partition }, service) => single(service === 'sts' ? region : homeRegion(partition))],
  ['aws:tokenissuetime', ({ caller: { session } }) => single(session && new Date(session.issuedAt).toISOString())],
  // R4.15, D43: only sessions say whether a second factor was given, and chained ones do not carry it on.
  ['aws:multifactorauthpresent', ({ caller: { session } }) => single(session && String(session.mfaAt !== undefined))],
  ['aws:multifactorauthage', ({ caller: { session }, now }) => single(session?.mfaAt === undefined ? undefined : String(Math.max(0, Math.floor((now.getTime() - session.mfaAt) / 1000))))],
  ['aws:sourceidentity', ({ caller: { session } }) => single(session?.sourceIdentity)],
]);

const principalTag = 'aws:principaltag/';

/** The condition keys of a call, those of the requirement among them, read when a policy asks for them. */
export class CallContext implements RequestContext {
  readonly #call: Call;
  readonly #service: string;
  readonly #keys: Keys | undefined;
  /** The requirement's keys in lower case, made at the first question. */
  #own: ReadonlyMap<string, ContextValue> | undefined;

  constructor(call: Call, service: string, keys: Keys | undefined) {
    this.#call = call;
    this.#service = service;
    this.#keys = keys;
  }

  get(key: string): ContextValue | undefined {
    const own = (this.#own ??= lowerCased(this.#keys)).get(key);
    if (own) return own;
    if (key.startsWith(principalTag)) {
      const name = key.slice(principalTag.length);
      return single(this.#call.caller.tags.find((tag) => tag.key.toLowerCase() === name)?.value);
    }
    return globalKeys.get(key)?.(this.#call, this.#service) ?? this.#carried(key);
  }

  #carried(key: string): ContextValue | undefined {
    const carried = this.#call.caller.session?.carried;
    const value = carried && Object.hasOwn(carried, key) ? carried[key] : undefined;
    return typeof value === 'object' ? { values: value, multi: true } : single(value);
  }
}

function lowerCased(keys: Keys = {}): ReadonlyMap<string, ContextValue> {
  const context = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(keys)) {
    if (value !== undefined) context.set(key.toLowerCase(), { values: typeof value === 'string' ? [value] : value, multi: typeof value !== 'string' });
  }
  return context;
}

const homeRegions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

const homeRegion = (partition: string): string => homeRegions[partition] ?? 'us-east-1';
