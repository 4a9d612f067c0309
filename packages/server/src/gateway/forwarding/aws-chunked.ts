import type { ChunkSignatures } from './chunk-signatures.ts';
import { PayloadError } from './payload-check.ts';
import type { PayloadCheck } from './payload-check.ts';

/** What goes on of a payload in `aws-chunked`: all of it, its data, or the same chunks and trailers without signatures. */
export type Framing = 'as-sent' | 'decoded' | 'unsigned';

export interface ChunkedOptions {
  /** Whether each chunk has a signature. */
  readonly signed: boolean;
  /** What verifies them; absent where nobody is held to them. */
  readonly signatures: ChunkSignatures | undefined;
  /** Names of the trailers that the head announces, in lower case. */
  readonly trailers: readonly string[];
  /** Bytes of data, as the head states them. */
  readonly decodedLength: number | undefined;
  readonly framing: Framing;
}

const lineLimit = 8_192;
const trailersLimit = 32_768;
const crlf = Buffer.from('\r\n');

type State = 'size' | 'data' | 'behind-data' | 'trailer' | 'done';

/** Reads `aws-chunked` as it passes, and verifies each chunk and the trailers. Memory is bounded: data is never held, lines
 * are at most a few kilobytes. */
export class AwsChunked implements PayloadCheck {
  readonly #options: ChunkedOptions;
  #state: State = 'size';
  #line = '';
  #left = 0;
  #total = 0;
  #chunkSignature = '';
  #trailers = '';
  readonly #seen = new Set<string>();
  #trailerSignature: string | undefined;
  #out: Buffer[] = [];

  constructor(options: ChunkedOptions) {
    this.#options = options;
  }

  take(piece: Buffer): Buffer {
    this.#out = [];
    for (let at = 0; at < piece.length; ) {
      if (this.#state === 'done') throw malformed('there is something behind the last chunk');
      at = this.#state === 'data' ? this.#readData(piece, at) : this.#readLine(piece, at);
    }
    return this.#options.framing === 'as-sent' ? piece : Buffer.concat(this.#out);
  }

  end(): Buffer {
    this.#out = [];
    if (this.#state !== 'done') throw new PayloadError('IncompleteBody', 'The request body terminated unexpectedly');
    return this.#options.framing === 'as-sent' ? Buffer.alloc(0) : Buffer.concat(this.#out);
  }

  #readData(piece: Buffer, at: number): number {
    const data = piece.subarray(at, at + this.#left);
    this.#options.signatures?.update(data);
    this.#left -= data.length;
    this.#out.push(data);
    if (this.#left === 0) this.#state = 'behind-data';
    return at + data.length;
  }

  #readLine(piece: Buffer, at: number): number {
    const feed = piece.indexOf(10, at);
    this.#line += piece.toString('latin1', at, feed < 0 ? piece.length : feed);
    if (this.#line.length > lineLimit) throw malformed('a line is too long');
    if (feed < 0) return piece.length;
    const line = this.#line;
    this.#line = '';
    this.#onLine(line);
    return feed + 1;
  }

  #onLine(line: string): void {
    const text = line.slice(0, -1);
    if (!line.endsWith('\r') || /[\r\0]/.test(text)) throw malformed('a line does not end as it should');
    if (this.#state === 'size') this.#onSize(text);
    else if (this.#state === 'behind-data') this.#behindData(text);
    else this.#onTrailer(text);
  }

  #onSize(text: string): void {
    const { signed, signatures, decodedLength, framing } = this.#options;
    const match = signed ? /^([0-9a-fA-F]{1,12});chunk-signature=([0-9a-f]{64})$/.exec(text) : /^([0-9a-fA-F]{1,12})$/.exec(text);
    if (!match) throw malformed('a chunk does not begin with its size');
    this.#left = Number.parseInt(match[1] ?? '', 16);
    this.#total += this.#left;
    if (decodedLength !== undefined && this.#total > decodedLength) throw wrongLength();
    this.#chunkSignature = match[2] ?? '';
    if (framing === 'unsigned') this.#out.push(Buffer.from(`${match[1]}\r\n`));
    this.#state = 'data';
    if (this.#left > 0) return;
    signatures?.endChunk(this.#chunkSignature);
    if (decodedLength !== undefined && this.#total !== decodedLength) throw wrongLength();
    this.#state = 'trailer';
  }

  #behindData(text: string): void {
    if (text !== '') throw malformed('a chunk is longer than its size');
    this.#options.signatures?.endChunk(this.#chunkSignature);
    if (this.#options.framing === 'unsigned') this.#out.push(crlf);
    this.#state = 'size';
  }

  #onTrailer(text: string): void {
    if (text === '') {
      this.#finish();
      return;
    }
    const colon = text.indexOf(':');
    const name = text.slice(0, colon).trim().toLowerCase();
    const value = text.slice(colon + 1).trim();
    if (colon < 1 || this.#trailerSignature !== undefined) throw trailer('A trailer is not of the form name:value.');
    if (name === 'x-amz-trailer-signature' && this.#options.signed) {
      if (!/^[0-9a-f]{64}$/.test(value)) throw trailer('The signature of the trailers is not 64 hexadecimal digits.');
      this.#trailerSignature = value;
      return;
    }
    if (!this.#options.trailers.includes(name) || this.#seen.has(name)) throw trailer('A trailer is there that the request does not announce.');
    this.#seen.add(name);
    this.#trailers += `${name}:${value}\n`;
    if (this.#trailers.length > trailersLimit) throw trailer('The trailers are too long.');
    if (this.#options.framing === 'unsigned') this.#out.push(Buffer.from(`${name}:${value}\r\n`, 'latin1'));
  }

  #finish(): void {
    const { signatures, trailers, framing } = this.#options;
    if (this.#seen.size !== trailers.length) throw trailer('A trailer that the request announces is missing.');
    if (signatures && trailers.length > 0) {
      if (this.#trailerSignature === undefined) throw trailer('The trailers are not signed.');
      signatures.endTrailers(this.#trailerSignature, this.#trailers);
    }
    if (framing === 'unsigned') this.#out.push(crlf);
    this.#state = 'done';
  }
}

const malformed = (why: string): PayloadError => new PayloadError('InvalidChunkSizeError', `The body is not aws-chunked: ${why}.`);
const wrongLength = (): PayloadError => new PayloadError('IncompleteBody', 'You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header.');
const trailer = (why: string): PayloadError => new PayloadError('MalformedTrailerError', why);
