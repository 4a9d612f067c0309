import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditEvent } from './audit-event.ts';

/** Keeps decisions. */
export interface AuditTrail {
  /** Resolves when the event has been handed to the file.
   * @param make makes the event, which nobody does where nothing is kept
   * @throws AuditError where that cannot be: the call must not go on */
  record(make: () => AuditEvent): Promise<void>;
  /** Writes what waits. */
  close(): Promise<void>;
}

/** A decision cannot be kept. */
export class AuditError extends Error {
  readonly code = 'audit';

  constructor(message: string) {
    super(message);
    this.name = 'AuditError';
  }
}

/** Where nobody asked for a record. */
export const noAuditTrail: AuditTrail = { record: () => Promise.resolve(), close: () => Promise.resolve() };

export interface AuditLogOptions {
  /** A path, or `-` for standard output. */
  readonly file: string;
  /** Bytes of a file before the next one is begun; default 64 MiB. */
  readonly fileSize?: number;
  /** Files that are kept: `FILE`, `FILE.1` …; default 10. */
  readonly files?: number;
  /** Events that may wait for the disk; default 10,000. */
  readonly queue?: number;
}

/** Where lines go: a file that is rotated, or a stream. */
export interface LineSink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  resolve(): void;
  reject(error: Error): void;
}

/** Writes events as JSON lines, those that wait at the same time in one write. */
export class AuditLog implements AuditTrail {
  readonly #sink: LineSink;
  readonly #limit: number;
  #queue: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #pending = 0;

  constructor(sink: LineSink, limit = 10_000) {
    this.#sink = sink;
    this.#limit = limit;
  }

  record(make: () => AuditEvent): Promise<void> {
    if (this.#pending >= this.#limit) return Promise.reject(new AuditError('too many events wait for the audit file'));
    const event = make();
    this.#pending++;
    const kept = new Promise<void>((resolve, reject) => void this.#queue.push({ line: `${JSON.stringify(event)}\n`, resolve, reject }));
    this.#writing ??= this.#drain();
    return kept;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#sink.close();
  }

  async #drain(): Promise<void> {
    // Whoever records in this turn of the event loop is written with the first.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        await this.#sink.write(batch.map(({ line }) => line).join(''));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(new AuditError(`the audit file cannot be written: ${(error as Error).message}`));
      }
      this.#pending -= batch.length;
    }
    this.#writing = undefined;
  }
}

/** Opens the audit file, for its owner alone, and adds to what is in it.
 * @throws AuditError where it cannot be opened */
export async function openAuditLog({ file, fileSize = 64 << 20, files = 10, queue }: AuditLogOptions): Promise<AuditTrail> {
  return new AuditLog(file === '-' ? standardOutput : await RotatedFile.open(file, fileSize, files), queue);
}

const standardOutput: LineSink = {
  write: (text) => new Promise((resolve, reject) => void process.stdout.write(text, (error) => (error ? reject(error) : resolve()))),
  close: () => Promise.resolve(),
};

/** A file that is moved aside when it is full; the oldest goes. */
class RotatedFile implements LineSink {
  readonly #path: string;
  readonly #limit: number;
  readonly #files: number;
  #handle: FileHandle | undefined;
  #size: number;

  private constructor(path: string, limit: number, files: number, handle: FileHandle, size: number) {
    this.#path = path;
    this.#limit = limit;
    this.#files = Math.max(2, files);
    this.#handle = handle;
    this.#size = size;
  }

  static async open(path: string, limit: number, files: number): Promise<RotatedFile> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const handle = await openFile(path);
      return new RotatedFile(path, limit, files, handle, (await handle.stat()).size);
    } catch (error) {
      throw new AuditError(`the audit file \`${path}\` cannot be opened: ${(error as Error).message}`);
    }
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    if (this.#size > 0 && this.#size + bytes.length > this.#limit) await this.#rotate();
    // After a write that failed the next one tries anew.
    this.#handle ??= await openFile(this.#path);
    await this.#handle.appendFile(bytes);
    this.#size += bytes.length;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #rotate(): Promise<void> {
    await this.close();
    await rm(`${this.#path}.${this.#files - 1}`, { force: true });
    for (let index = this.#files - 2; index >= 0; index--) {
      await rename(index === 0 ? this.#path : `${this.#path}.${index}`, `${this.#path}.${index + 1}`).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      });
    }
    this.#size = 0;
  }
}

const openFile = (path: string): Promise<FileHandle> => open(path, 'a', 0o600);
