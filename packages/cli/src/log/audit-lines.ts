import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** How often a followed file is looked at, in milliseconds. */
const interval = 200;
const pieceSize = 1 << 16;

/** The lines of a file, and with `follow` those that are added later, also when it is moved aside and begun anew.
 * @throws Error of node where it cannot be opened */
export async function* auditLines(path: string, follow: AbortSignal | undefined): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let handle = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(pieceSize), 0, pieceSize);
      if (bytesRead > 0) {
        rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
          yield rest.toString('utf8', 0, end);
          rest = rest.subarray(end + 1);
        }
        continue;
      }
      if (!follow || follow.aborted) return;
      const next = await successor(path, handle);
      if (next) {
        await handle.close();
        handle = next;
      } else await pause(interval, undefined, { signal: follow }).catch(() => undefined);
    }
  } finally {
    await handle.close();
  }
}

type File = Awaited<ReturnType<typeof open>>;

/** The file that has taken the place of the open one. */
async function successor(path: string, current: File): Promise<File | undefined> {
  let next: File;
  try {
    next = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const [before, after] = await Promise.all([current.stat(), next.stat()]);
  if (before.ino !== after.ino) return next;
  await next.close();
  return undefined;
}
