import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { ServiceName } from '@assent/catalog';
import { rootKey } from '../../clients/aws-clients.ts';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends signed requests of the root, one after another or a few at a time, over connections that stay. */
export class SignedSender {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(url: string) {
    this.#url = new URL(url);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** @param target of the JSON protocol */
  send(service: ServiceName, body: string, target?: string): Promise<Answer> {
    const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
    const type = target === undefined ? 'application/x-www-form-urlencoded; charset=utf-8' : 'application/x-amz-json-1.1';
    const scope = `${timestamp.slice(0, 8)}/us-east-1/${service}/aws4_request`;
    const signed = [['content-type', type], ['host', this.#url.host], ['x-amz-date', timestamp], ...(target === undefined ? [] : [['x-amz-target', target]])] as const;
    const names = signed.map(([name]) => name).join(';');
    const canonical = `POST\n/\n\n${signed.map(([name, value]) => `${name}:${value}\n`).join('')}\n${names}\n${createHash('sha256').update(body).digest('hex')}`;
    const key = scope.split('/').reduce<string | Buffer>((held, part) => hmac(held, part), `AWS4${rootKey.secretAccessKey}`) as Buffer;
    const signature = hmac(key, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`).toString('hex');
    const headers = { ...Object.fromEntries(signed), 'content-length': Buffer.byteLength(body), authorization: `AWS4-HMAC-SHA256 Credential=${rootKey.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
    return new Promise((resolve, reject) => {
      const sent = request({ agent: this.#agent, hostname: this.#url.hostname, port: this.#url.port, method: 'POST', path: '/', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
