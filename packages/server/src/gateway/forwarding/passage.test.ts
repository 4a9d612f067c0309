import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { pass } from './passage.ts';

const pieces = (count: number): Readable => Readable.from(Array.from({ length: count }, (_, index) => Buffer.from(`${index};`)), { objectMode: false });

/** Takes a piece at a time, each when it is told to. */
class Slow extends Writable {
  readonly taken: string[] = [];
  #next: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 1 });
  }

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.taken.push(piece.toString());
    this.#next = done;
  }

  takeOne(): void {
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a body that passes', () => {
  it('arrives whole, and neither side is ended', async () => {
    const [source, sink] = [pieces(20), new PassThrough()];
    await pass(source, sink);
    expect({ body: String(sink.read()), ended: sink.writableEnded }).toEqual({ body: Array.from({ length: 20 }, (_, index) => `${index};`).join(''), ended: false });
  });

  it('goes on changed, without what the change leaves nothing of', async () => {
    const sink = new PassThrough();
    await pass(pieces(4), sink, (piece) => (String(piece).startsWith('1') ? Buffer.alloc(0) : Buffer.concat([piece, piece])));
    expect(String(sink.read())).toBe('0;0;2;2;3;3;');
  });

  it('waits for the slower side, also where somebody else wants to go on', async () => {
    const [source, sink] = [pieces(20), new Slow()];
    const passed = pass(source, sink);
    for (let round = 0; round < 10; round++) {
      await turn();
      source.resume();
    }
    expect({ taken: sink.taken, waiting: sink.writableLength }).toEqual({ taken: ['0;'], waiting: 2 });
    for (let round = 0; round < 30; round++) {
      await turn();
      sink.takeOne();
    }
    await passed;
    expect(sink.taken.join('')).toBe(Array.from({ length: 20 }, (_, index) => `${index};`).join(''));
  });

  it.each<[name: string, break_: (source: PassThrough, sink: PassThrough) => void, message: string]>([
    ['the source fails', (source) => source.destroy(new Error('cut off')), 'cut off'],
    ['the source closes before its end', (source) => source.destroy(), 'the body broke off'],
    ['the sink fails', (_source, sink) => sink.destroy(new Error('full')), 'full'],
    ['the sink closes', (_source, sink) => sink.destroy(), 'the body broke off'],
  ])('breaks off when %s', async (_name, breakOff, message) => {
    for (const early of [true, false]) {
      const [source, sink] = [new PassThrough(), new PassThrough()];
      for (const stream of [source, sink]) stream.on('error', () => undefined);
      if (early) breakOff(source, sink);
      const passed = pass(source, sink);
      source.write('something');
      if (!early) setImmediate(() => breakOff(source, sink));
      await expect(passed).rejects.toThrow(message);
    }
  });

  it('breaks off when the change throws, and what is left of it is thrown away', async () => {
    const [source, sink] = [pieces(20), new PassThrough()];
    const ended = new Promise((resolve) => source.on('end', resolve));
    await expect(
      pass(source, sink, (piece) => {
        if (String(piece) === '3;') throw new Error('not what was signed');
        return piece;
      }),
    ).rejects.toThrow('not what was signed');
    await ended;
    expect(String(sink.read())).toBe('0;1;2;');
  });

  it('leaves nothing behind on either side', async () => {
    const [source, sink] = [pieces(3), new PassThrough()];
    const count = (): number => [source, sink].reduce((sum, stream) => sum + stream.eventNames().reduce((all, name) => all + stream.listenerCount(name as string), 0), 0);
    const before = count();
    await pass(source, sink);
    expect(count()).toBe(before);
  });
});
