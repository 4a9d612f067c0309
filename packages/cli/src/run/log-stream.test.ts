import { describe, expect, it } from 'vitest';
import { LogStream } from './log-stream.ts';
import type { LogEvent } from './log-stream.ts';

/** A log that takes a batch whenever it is let. */
class FakeLog {
  time = 0;
  readonly batches: (readonly LogEvent[])[] = [];
  readonly lost: [count: number, reason: string][] = [];
  fault: Error | undefined;
  hold: Promise<void> = Promise.resolve();
  readonly stream = new LogStream({
    send: async (events) => {
      this.batches.push(events);
      await this.hold;
      if (this.fault) throw this.fault;
    },
    onLost: (count, { message }) => void this.lost.push([count, message]),
    now: () => new Date(this.time),
  });

  write(text: string | Uint8Array): void {
    this.stream.write(Buffer.from(text));
  }

  get lines(): string[] {
    return this.batches.flat().map(({ message }) => message);
  }
}

describe('the log of a program', () => {
  it('is its lines, whole, whatever pieces they came in', async () => {
    const log = new FakeLog();
    const text = Buffer.from('first\r\n\nsecönd\nlast');
    for (const byte of text) log.write(Uint8Array.of(byte));
    await log.stream.close();
    expect(log.lines).toEqual(['first', 'secönd', 'last']);
  });

  it('has the time of each line', async () => {
    const log = new FakeLog();
    log.write('a\n');
    log.time = 5;
    log.write('b\n');
    await log.stream.close();
    expect(log.batches.flat()).toEqual([{ timestamp: 0, message: 'a' }, { timestamp: 5, message: 'b' }]);
  });

  it('goes out in one batch after the other, each of what has come meanwhile', async () => {
    const log = new FakeLog();
    let release = (): void => undefined;
    log.hold = new Promise((resolve) => (release = resolve));
    log.write('a\nb\n');
    await Promise.resolve();
    log.write('c\n');
    log.write('d\n');
    expect(log.lines).toEqual(['a', 'b']);
    release();
    await log.stream.close();
    expect(log.batches.map((batch) => batch.length)).toEqual([2, 2]);
  });

  it('keeps within what PutLogEvents takes: 10,000 events, a megabyte, a quarter of one each', async () => {
    const log = new FakeLog();
    log.write('x\n'.repeat(10_001));
    log.write(`${'y'.repeat(600_000)}\n`);
    log.write(`${'z'.repeat(200_000)}\n`.repeat(6));
    log.write(Buffer.alloc(200_000, 0xff));
    await log.stream.close();
    expect(log.batches[0]).toHaveLength(10_000);
    for (const batch of log.batches) {
      const sizes = batch.map(({ message }) => Buffer.byteLength(message) + 26);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_048_576);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(262_144);
    }
    expect(log.lines.join('')).toBe('x'.repeat(10_001) + 'y'.repeat(600_000) + 'z'.repeat(1_200_000) + '\ufffd'.repeat(200_000));
    expect(log.lost).toEqual([]);
  });

  it('loses what finds no room, and says how much', async () => {
    const log = new FakeLog();
    let release = (): void => undefined;
    log.hold = new Promise((resolve) => (release = resolve));
    log.write(`${'x'.repeat(250_000)}\n`.repeat(20));
    release();
    await log.stream.close();
    expect([log.lines.length, log.lost]).toEqual([16, [[4, 'the log is slower than the program']]]);
  });

  it('loses what is refused, and goes on', async () => {
    const log = new FakeLog();
    log.fault = new Error('AccessDeniedException');
    log.write('a\nb\n');
    await log.stream.close();
    log.fault = undefined;
    log.write('c\n');
    await log.stream.close();
    expect([log.lines, log.lost]).toEqual([['a', 'b', 'c'], [[2, 'AccessDeniedException']]]);
  });

  it('is nothing where nothing is printed', async () => {
    const log = new FakeLog();
    await log.stream.close();
    expect(log.batches).toEqual([]);
  });
});
