import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Upstreams } from '../forwarding/upstreams.ts';
import { UpstreamClient } from './upstream-client.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A client of a server that answers each request with these bytes, and then does something with the connection. */
async function clientOf(bytes: Uint8Array | string, then: (socket: Socket) => void = () => undefined, timeout = 30_000): Promise<UpstreamClient> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => {
      socket.write(bytes);
      then(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstreams = new Upstreams({ '*': { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } }, '123456789012');
  closing.push(() => {
    upstreams.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const upstream = upstreams.find([]);
  if (!upstream) throw new Error('there is no upstream');
  return new UpstreamClient(upstream, { account: '123456789012', region: 'eu-west-1', timeout, now: () => new Date() });
}
const http = (body: Uint8Array | string, headers = ''): Buffer => Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${headers}\r\n`), Buffer.from(body)]);
const ask = async (client: Promise<UpstreamClient>) => (await client).ask('kms', 'ListKeys');

describe('a question to an upstream', () => {
  it('takes an answer plain and compressed', async () => {
    const body = '{"NextMarker":"m"}';
    expect((await ask(clientOf(http(body)))).text('NextMarker')).toBe('m');
    expect((await ask(clientOf(http(gzipSync(body), 'Content-Encoding: gzip\r\n')))).text('NextMarker')).toBe('m');
    expect((await ask(clientOf(http('')))).optional('NextMarker')).toBeUndefined();
  });

  it.each<[what: string, client: () => Promise<UpstreamClient>, message: string]>([
    ['is not HTTP', () => clientOf('hello\r\n\r\n'), 'it broke off (HPE_INVALID_CONSTANT)'],
    ['ends before its end', () => clientOf('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}', (socket) => socket.end()), 'it broke off (ECONNRESET)'],
    ['is cut off', () => clientOf('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}', (socket) => void socket.resetAndDestroy()), 'it broke off (ECONNRESET)'],
    ['does not go on', () => clientOf('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}', undefined, 200), 'it did not answer within 200 ms'],
    ['does not begin', () => clientOf('HTTP/1.1 200 OK\r\n', undefined, 200), 'it did not answer within 200 ms'],
  ])('that %s is not asked again', async (_, client, message) => {
    await expect(ask(client())).rejects.toMatchObject({ name: 'UpstreamSilence', message });
  });

  it.each<[what: string, bytes: () => Uint8Array, message: string]>([
    ['is too large', () => http(Buffer.alloc((16 << 20) + 1)), 'the answer is larger than 16777216 bytes'],
    ['is too large when it is unpacked', () => http(gzipSync(Buffer.alloc((16 << 20) + 1)), 'Content-Encoding: gzip\r\n'), 'the answer cannot be read: the body is larger than 16777216 bytes'],
    ['is packed in a way of its own', () => http('{}', 'Content-Encoding: br\r\n'), 'the answer cannot be read: the body has the content encoding `br`'],
    ['is not UTF-8', () => http(Buffer.from([0x22, 0xff, 0x22])), 'the answer cannot be read: the body is not UTF-8'],
    ['has a member twice', () => http('{"Keys":[],"Keys":[]}'), 'the answer cannot be read: the body has the key `Keys` twice in one object'],
    ['is too deep', () => http(`${'['.repeat(1_000)}${']'.repeat(1_000)}`), 'the answer cannot be read: '],
  ])('whose answer %s is not believed', async (_, bytes, message) => {
    await expect(ask(clientOf(bytes()))).rejects.toMatchObject({ name: 'AnswerError', message: expect.stringContaining(message) as string });
  });

  it('that is refused says why', async () => {
    const client = clientOf('HTTP/1.1 400 Bad Request\r\nx-amzn-errortype: NotFoundException\r\nContent-Length: 0\r\n\r\n');
    await expect(ask(client)).rejects.toMatchObject({ name: 'UpstreamRefusal', reason: 'NotFoundException', status: 400, message: 'ListKeys was answered with NotFoundException' });
    await expect(ask(clientOf('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n'))).rejects.toMatchObject({ status: 302, message: 'ListKeys was answered with status 302' });
  });
});
