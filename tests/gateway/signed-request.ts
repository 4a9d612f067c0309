import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface ToSign {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the signature says of the payload; default that it is not signed. */
  readonly payload?: string;
}

/** The head of a request to S3 as text, up to the empty line behind it. */
export async function signedHead(url: string, key: Key, { method, path, query = {}, headers = {}, payload = 'UNSIGNED-PAYLOAD' }: ToSign): Promise<string> {
  const { host, hostname } = new URL(url);
  const signer = new SignatureV4({ service: 's3', region: 'us-east-1', sha256: Sha256, credentials: key, uriEscapePath: false, applyChecksum: false });
  const signed = await signer.sign({ method, protocol: 'http:', hostname, path, query: { ...query }, headers: { host, 'x-amz-content-sha256': payload, ...headers } });
  const names = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${method} ${path}${names.length === 0 ? '' : `?${names.join('&')}`} HTTP/1.1\r\n${Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}`;
}

/** A connection that is spoken to in bytes. */
export class Wire {
  readonly socket: Socket;
  #text = '';
  readonly #waiting: (() => void)[] = [];
  closed = false;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    const wake = (): void => this.#waiting.splice(0).forEach((resolve) => resolve());
    this.socket.on('data', (data) => {
      this.#text += data.toString('latin1');
      wake();
    });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      this.closed = true;
      wake();
    });
  }

  write(data: string | Uint8Array): void {
    this.socket.write(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  }

  /** All that came, as soon as it has `pattern` in it, or the connection is closed. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#text) && !this.closed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#text;
  }

  end(): Promise<string> {
    return this.until(/(?!)/);
  }
}
