import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { DocumentError } from './https-documents.ts';
import type { DocumentSource } from './https-documents.ts';

/** An OpenID Connect provider as far as its keys are concerned. */
export interface KeyOwner {
  /** The issuer's URL without the scheme. */
  readonly url: string;
  readonly thumbprints: readonly string[];
}

interface Held {
  /** When the keys were had, and when they were last asked for. */
  readonly at: number;
  readonly askedAt: number;
  readonly keys: JWTVerifyGetKey | DocumentError;
}

const lifetime = 3_600_000;
/** How soon what failed is tried again, and how soon keys are asked for anew because a token names one that is not there. */
const failureLifetime = 10_000;
const refreshInterval = 30_000;
const keyLimit = 200;

/** The public keys of OpenID Connect providers, found by discovery, kept for an hour. Failures are kept too, for a short
 * while, so that a provider that does not answer is not asked by every caller. */
export class ProviderKeys {
  readonly #source: DocumentSource;
  readonly #limit: number;
  readonly #held = new Map<string, Held>();
  readonly #underWay = new Map<string, Promise<Held>>();

  /** @param limit how many providers' keys are kept at hand */
  constructor(source: DocumentSource, limit = 1000) {
    this.#source = source;
    this.#limit = limit;
  }

  /** @throws DocumentError */
  async find(owner: KeyOwner, now: Date): Promise<JWTVerifyGetKey> {
    const held = this.#held.get(nameOf(owner));
    const fresh = held && now.getTime() - held.at < (held.keys instanceof DocumentError ? failureLifetime : lifetime);
    return keysOf(fresh ? held : await this.#fetch(owner, now));
  }

  /** The keys anew, for a token whose key was not among them; `undefined` where they were asked for but a moment ago.
   * @throws DocumentError */
  async refresh(owner: KeyOwner, now: Date): Promise<JWTVerifyGetKey | undefined> {
    const held = this.#held.get(nameOf(owner));
    if (held && now.getTime() - held.askedAt < refreshInterval) return undefined;
    const renewed = await this.#fetch(owner, now);
    // Keys that are good stay so where new ones cannot be had: one token must not shut out all others.
    if (renewed.keys instanceof DocumentError && held && !(held.keys instanceof DocumentError)) this.#keep(nameOf(owner), { ...held, askedAt: now.getTime() });
    return keysOf(renewed);
  }

  /** Callers that wait for the same provider wait for the same answer. */
  #fetch(owner: KeyOwner, now: Date): Promise<Held> {
    const name = nameOf(owner);
    let underWay = this.#underWay.get(name);
    if (!underWay) {
      underWay = this.#read(owner, now).then((held) => this.#keep(name, held));
      this.#underWay.set(name, underWay);
      void underWay.finally(() => this.#underWay.delete(name)).catch(() => undefined);
    }
    return underWay;
  }

  async #read(owner: KeyOwner, now: Date): Promise<Held> {
    try {
      return { at: now.getTime(), askedAt: now.getTime(), keys: createLocalJWKSet(await this.#keySet(owner, now)) };
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      return { at: now.getTime(), askedAt: now.getTime(), keys: error };
    }
  }

  async #keySet({ url, thumbprints }: KeyOwner, now: Date): Promise<JSONWebKeySet> {
    const base = url.endsWith('/') ? url.slice(0, -1) : url;
    const configuration = await this.#source(new URL(`https://${base}/.well-known/openid-configuration`), thumbprints, now);
    const { issuer, jwks_uri } = objectOf(configuration);
    if (issuer !== `https://${url}`) throw new DocumentError('unusable', `the configuration of \`${url}\` is that of another issuer`);
    if (typeof jwks_uri !== 'string' || !URL.canParse(jwks_uri)) throw new DocumentError('unusable', `the configuration of \`${url}\` names no keys`);
    const { keys } = objectOf(await this.#source(new URL(jwks_uri), thumbprints, now));
    if (!Array.isArray(keys) || keys.length > keyLimit) throw new DocumentError('unusable', `the keys of \`${url}\` are no list of up to ${keyLimit}`);
    // Signatures are made with private keys: what is shared by two is of no use here.
    const usable = keys.map(objectOf).filter(({ kty }) => kty === 'RSA' || kty === 'EC');
    return { keys: usable } as unknown as JSONWebKeySet;
  }

  #keep(name: string, held: Held): Held {
    this.#held.delete(name);
    const [oldest] = this.#held.keys();
    if (this.#held.size >= this.#limit && oldest !== undefined) this.#held.delete(oldest);
    this.#held.set(name, held);
    return held;
  }
}

/** What was fetched under some thumbprints is not trusted under others. */
const nameOf = ({ url, thumbprints }: KeyOwner): string => [url, ...[...thumbprints].sort()].join(' ');

function keysOf({ keys }: Held): JWTVerifyGetKey {
  if (keys instanceof DocumentError) throw keys;
  return keys;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new DocumentError('unusable', 'a document of an identity provider is not an object');
  return value as Readonly<Record<string, unknown>>;
}
