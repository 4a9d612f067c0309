/** A line of a log, as CloudWatch Logs takes it. */
export interface LogEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogStreamOptions {
  send(events: readonly LogEvent[]): Promise<void>;
  /** Told of events that were not taken. */
  onLost(count: number, error: Error): void;
  now(): Date;
}

/** Of PutLogEvents: events, bytes of all and of one, and the bytes that each event counts for besides its text. */
const limits = { events: 10_000, bytes: 1_048_576, event: 262_144, overhead: 26 } as const;
const lineLimit = limits.event - limits.overhead;
/** Bytes that may wait before more is lost. */
const waitingLimit = 4 << 20;

/** Sends what a program prints, line by line, as the log driver of containers does: in batches of what has come meanwhile, never
 * keeping the program waiting. What finds no room, or is refused, is lost. */
export class LogStream {
  readonly #options: LogStreamOptions;
  #line: Buffer = Buffer.alloc(0);
  #events: LogEvent[] = [];
  #waiting = 0;
  #lost = 0;
  #sending: Promise<void> | undefined;

  constructor(options: LogStreamOptions) {
    this.#options = options;
  }

  write(chunk: Uint8Array): void {
    let rest: Buffer = Buffer.concat([this.#line, chunk]);
    for (let end = rest.indexOf(10); end >= 0 || rest.length > lineLimit; end = rest.indexOf(10)) {
      const cut = end >= 0 && end <= lineLimit ? end : lineLimit;
      this.#add(rest.toString('utf8', 0, cut));
      rest = rest.subarray(cut === end ? end + 1 : cut);
    }
    this.#line = rest;
  }

  /** Sends what waits, the beginning of a line among it. */
  async close(): Promise<void> {
    this.#add(this.#line.toString('utf8'));
    this.#line = Buffer.alloc(0);
    await this.#sending;
  }

  /** Empty lines are no events. */
  #add(line: string): void {
    const message = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (message === '') return;
    const size = sizeOf(message);
    if (size > limits.event) {
      // Bytes that are no text are longer as text.
      const middle = message.length >> 1;
      this.#add(message.slice(0, middle));
      this.#add(message.slice(middle));
      return;
    }
    if (this.#waiting + size > waitingLimit) {
      this.#lost++;
      return;
    }
    this.#waiting += size;
    this.#events.push({ timestamp: this.#options.now().getTime(), message });
    this.#sending ??= this.#drain();
  }

  async #drain(): Promise<void> {
    // What is printed in one go is one batch.
    await Promise.resolve();
    while (this.#events.length > 0) {
      const batch = this.#take();
      try {
        await this.#options.send(batch);
        if (this.#lost > 0) this.#options.onLost(this.#lost, new Error('the log is slower than the program'));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        this.#options.onLost(batch.length + this.#lost, error);
      }
      this.#lost = 0;
    }
    this.#sending = undefined;
  }

  #take(): readonly LogEvent[] {
    let [count, bytes] = [0, 0];
    for (const { message } of this.#events) {
      const size = sizeOf(message);
      if (count === limits.events || bytes + size > limits.bytes) break;
      count++;
      bytes += size;
    }
    this.#waiting -= bytes;
    return this.#events.splice(0, count);
  }
}

const sizeOf = (message: string): number => Buffer.byteLength(message) + limits.overhead;
