import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { RawResponse } from '../../http/raw-request.ts';

/** An upstream's answer, whole. */
export interface WholeAnswer {
  readonly status: number;
  /** By name in lower case, the first of each. */
  readonly headers: ReadonlyMap<string, string>;
  /** Without content encoding; `undefined` where it has one that cannot be taken off. */
  readonly body: Uint8Array | undefined;
}

/** Looks at an answer before the client has any of it. */
export interface AnswerReader {
  /** Whether an answer is of interest; one that is not passes piece by piece. */
  wants(status: number): boolean;
  /** @returns what the client is answered instead, or `undefined` for what the upstream said */
  read(answer: WholeAnswer): Promise<RawResponse | undefined>;
}

/** Bytes of an answer that is looked at, at the most. */
export const answerLimit = 16 << 20;

const decoders: Readonly<Record<string, (body: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array>> = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** Reads all of an answer.
 * @returns `undefined` where it is larger than the limit */
export async function readAnswer(answer: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > answerLimit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

export function wholeAnswer({ statusCode = 502, headers }: IncomingMessage, body: Uint8Array): WholeAnswer {
  return { status: statusCode, headers: new Map(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()[0] ?? '']]))), body: decoded(body, headers['content-encoding']) };
}

function decoded(body: Uint8Array, encoding = 'identity'): Uint8Array | undefined {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || body.length === 0) return body;
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  try {
    return decode?.(body, { maxOutputLength: answerLimit });
  } catch {
    // It is not what it says it is: nobody can read it, and the client will find that out as well.
    return undefined;
  }
}
