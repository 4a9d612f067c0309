import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it stands in the bytes. */
export interface NaiveRequest {
  readonly method: string;
  readonly target: string;
  /** In lower case, with repeats. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface NaiveUpstream {
  readonly url: string;
  readonly received: NaiveRequest[];
  /** What was not HTTP to it. */
  readonly nonsense: string[];
  close(): Promise<void>;
}

/** A server with a parser of its own, which shares no mistake with that of the gate: lines end with CR LF, the first colon ends a
 * name, chunks go before a length. It answers every request with 200, and knows of no
 * tags. */
export async function startNaiveUpstream(): Promise<NaiveUpstream> {
  const received: NaiveRequest[] = [];
  const nonsense: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      for (let read = readRequest(text); read !== 'more'; read = readRequest(text)) {
        if (read === 'nonsense') {
          nonsense.push(text);
          socket.destroy();
          return;
        }
        received.push(read.request);
        text = text.slice(read.length);
        const tags = read.request.target.endsWith('?tagging') ? '<Tagging><TagSet/></Tagging>' : '';
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${tags.length}\r\n\r\n${tags}`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    nonsense,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Read = { readonly request: NaiveRequest; readonly length: number } | 'more' | 'nonsense';

function readRequest(text: string): Read {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return 'more';
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const [, method, target] = /^(\S+) (\S+) HTTP\/1\.1$/.exec(line) ?? [];
  if (method === undefined || target === undefined) return 'nonsense';
  const headers = lines.map((each): [string, string] => [each.slice(0, each.indexOf(':')).toLowerCase(), each.slice(each.indexOf(':') + 1).trim()]);
  const value = (name: string): string | undefined => headers.find(([each]) => each === name)?.[1];
  const body = value('transfer-encoding') === undefined ? readLength(text, end + 4, Number(value('content-length') ?? 0)) : readChunks(text, end + 4);
  return typeof body === 'string' ? body : { request: { method, target, headers, body: body.body }, length: body.length };
}

type Body = { readonly body: string; readonly length: number } | 'more' | 'nonsense';

function readLength(text: string, from: number, length: number): Body {
  if (!Number.isSafeInteger(length)) return 'nonsense';
  return text.length < from + length ? 'more' : { body: text.slice(from, from + length), length: from + length };
}

function readChunks(text: string, from: number): Body {
  let body = '';
  for (let at = from; ; ) {
    const feed = text.indexOf('\r\n', at);
    if (feed < 0) return 'more';
    const line = text.slice(at, feed);
    if (!/^[0-9a-f]+$/i.test(line)) return 'nonsense';
    const size = Number.parseInt(line, 16);
    if (size === 0) {
      const end = text.indexOf('\r\n\r\n', feed);
      return end < 0 ? 'more' : { body, length: end + 4 };
    }
    if (text.length < feed + size + 4) return 'more';
    if (text.slice(feed + 2 + size, feed + 4 + size) !== '\r\n') return 'nonsense';
    body += text.slice(feed + 2, feed + 2 + size);
    at = feed + 4 + size;
  }
}
