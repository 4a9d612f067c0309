import { lookup as lookUp } from 'node:dns';
import { request } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { connect, createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import { isTrusted } from './certificate-chain.ts';

/** Why a document of an identity provider could not be had. */
export class DocumentError extends Error {
  readonly code: 'unreachable' | 'untrusted' | 'unusable';

  constructor(code: DocumentError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DocumentError';
    this.code = code;
  }
}

/** Gets a JSON document over HTTPS.
 * @param thumbprints whom to trust besides the known authorities
 * @throws DocumentError */
export type DocumentSource = (url: URL, thumbprints: readonly string[], now: Date) => Promise<unknown>;

export interface HttpsOptions {
  /** Certificates of authorities in PEM, besides those that Node knows. */
  readonly authorities?: readonly string[];
  /** Milliseconds for a whole document; default 5,000. */
  readonly timeout?: number;
  /** Bytes of a document at the most; default 256 KiB. */
  readonly limit?: number;
  /** Where a host is really reached; default: where its name says. */
  readonly addressOf?: (host: string) => { readonly host: string; readonly port: number } | undefined;
}

const defaultTimeout = 5_000;
const defaultLimit = 256 * 1024;

/** Addresses that only this machine and its surroundings answer at, such as the metadata service of a cloud: no identity
 * provider is found there. */
const forbidden = new BlockList();
forbidden.addSubnet('0.0.0.0', 8);
forbidden.addSubnet('169.254.0.0', 16);
forbidden.addSubnet('224.0.0.0', 3);
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addSubnet('ff00::', 8, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('::', 'ipv6');

const isForbidden = (address: string): boolean => forbidden.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const guardedLookup: LookupFunction = (host, options, done) => {
  lookUp(host, options, (error, addresses, family) => {
    const found = typeof addresses === 'string' ? [addresses] : (addresses?.map(({ address }) => address) ?? []);
    const refused = !error && found.some(isForbidden) ? new Error(`\`${host}\` has an address that is not asked`) : error;
    done(refused, addresses, family);
  });
};

/** Documents over HTTPS as they are had from identity providers: no redirect is followed, and time and size are bounded. */
export function httpsDocuments({ authorities = [], timeout = defaultTimeout, limit = defaultLimit, addressOf = () => undefined }: HttpsOptions = {}): DocumentSource {
  // Reading all authorities takes a while: it is done once, and where it is needed.
  let secureContext: SecureContext | undefined;
  return async (url, thumbprints, now) => {
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') throw new DocumentError('unusable', `\`${url.href}\` is not a plain https address`);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && isForbidden(host)) throw new DocumentError('unreachable', `\`${host}\` is not asked`);
    secureContext ??= createSecureContext({ ca: [...getCACertificates('default'), ...authorities] });
    const deadline = AbortSignal.timeout(timeout);
    const at = addressOf(host) ?? { host, port: url.port === '' ? 443 : Number(url.port) };
    const socket = await open({ ...at, servername: isIP(host) === 0 ? host : '', secureContext }, deadline);
    try {
      if (!isTrusted(socket, host, thumbprints, now)) throw new DocumentError('untrusted', `the certificate of \`${host}\` is not trusted`);
      return parse(await read(socket, url, limit, deadline), url);
    } finally {
      socket.destroy();
    }
  };
}

function open(address: { readonly host: string; readonly port: number; readonly servername: string; readonly secureContext: SecureContext }, deadline: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    // Whom to trust is decided once it is known who answers, before anything is sent.
    const socket = connect({ ...address, rejectUnauthorized: false, lookup: guardedLookup, ALPNProtocols: ['http/1.1'] }, () => {
      deadline.removeEventListener('abort', late);
      resolve(socket);
    });
    const fail = (cause?: unknown): void => {
      socket.destroy();
      reject(new DocumentError('unreachable', `\`${address.servername || address.host}\` does not answer`, { cause }));
    };
    const late = (): void => fail(deadline.reason);
    socket.once('error', fail);
    deadline.addEventListener('abort', late, { once: true });
  });
}

function read(socket: TLSSocket, url: URL, limit: number, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => reject(cause instanceof DocumentError ? cause : new DocumentError('unreachable', `\`${url.host}\` broke off`, { cause }));
    const headers = { host: url.host, accept: 'application/json', connection: 'close', 'user-agent': 'assent' };
    const asked = request({ createConnection: () => socket, path: url.pathname + url.search, headers, maxHeaderSize: 16_384, signal }, (response) => {
      if (response.statusCode !== 200) return fail(new DocumentError(response.statusCode !== undefined && response.statusCode >= 500 ? 'unreachable' : 'unusable', `\`${url.href}\` answered ${response.statusCode}`));
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) return fail(new DocumentError('unusable', `\`${url.href}\` is larger than ${limit} bytes`));
        chunks.push(chunk);
      });
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}

function parse(body: Buffer, url: URL): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new DocumentError('unusable', `\`${url.href}\` is not JSON`, { cause });
  }
}
