import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { certificate, keyPem } from './certificate.ts';
import type { Certified } from './certificate.ts';

export interface SigningPair {
  readonly kid: string;
  readonly alg: string;
  readonly key: KeyObject;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An OpenID Connect provider over HTTPS on loopback, for any number of host names, with certificates of its own making. */
export class TestIssuer {
  readonly authority: Certified;
  readonly port: number;
  /** Answers in the place of the usual ones, by host and path. */
  readonly answers = new Map<string, Answer>();
  /** What was asked for, as host and path. */
  readonly asked: string[] = [];
  keys: readonly SigningPair[];
  readonly #server: Server;

  private constructor(authority: Certified, server: Server, keys: readonly SigningPair[]) {
    this.authority = authority;
    this.keys = keys;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(hosts: readonly string[]): Promise<TestIssuer> {
    const authority = certificate('Test Authority', { authority: true });
    const intermediate = certificate('Test Intermediate', { authority: true, issuer: authority });
    const leaf = certificate('leaf', { issuer: intermediate, hosts });
    const server = createServer({ key: keyPem(leaf), cert: leaf.pem + intermediate.pem + authority.pem });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = new TestIssuer(authority, server, [signingPair('first')]);
    server.on('request', (request, response) => void issuer.#answer(request, response));
    return issuer;
  }

  /** A token of the issuer at a host, with whatever is to be other than usual. */
  token(host: string, claims: Readonly<Record<string, unknown>> = {}, pair: SigningPair | undefined = this.keys[0], header: object = {}): Promise<string> {
    if (!pair) throw new Error('the issuer has no key');
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: `https://${host}`, sub: 'subject-1', aud: 'client-1', iat: now, exp: now + 300, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: pair.alg, kid: pair.kid, ...header }).sign(pair.key);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const place = `${request.headers.host ?? ''}${request.url ?? ''}`;
    this.asked.push(place);
    const other = this.answers.get(place);
    if (other) return other(request, response);
    const [, base = '', document] = /^(.*)\/(\.well-known\/openid-configuration|keys)$/.exec(place) ?? [];
    if (document === undefined) return void response.writeHead(404).end();
    const published = await Promise.all(this.keys.map(async ({ key, kid, alg }) => ({ ...(await exportJWK(createPublicKey(key))), kid, alg, use: 'sig' })));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document === 'keys' ? { keys: published } : { issuer: `https://${base}`, jwks_uri: `https://${base}/keys` }));
  }
}

export function signingPair(kid: string, alg: 'RS256' | 'ES256' | 'PS256' | 'ES384' = 'ES256'): SigningPair {
  const { privateKey } = alg.startsWith('ES') ? generateKeyPairSync('ec', { namedCurve: alg === 'ES256' ? 'P-256' : 'P-384' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, alg, key: privateKey };
}
