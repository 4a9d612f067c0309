import { scrypt, timingSafeEqual } from 'node:crypto';

/** 16 MiB and some tens of milliseconds a hash. */
const cost = { N: 1 << 14, r: 8, p: 1 };
const hashLength = 32;
/** How many are computed at a time: more would take the threads that everything else of Node needs. */
const atOnce = 2;

/** How many bytes of salt a hash takes. */
export const saltLength = 16;

/** The process has one pool of threads, and so it has one queue. */
let running = 0;
const waiting: (() => void)[] = [];

/** The scrypt hash of a password, computed off the event loop, a bounded number at a time. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password, salt, hashLength, cost, (error, hash) => (error ? reject(error) : resolve(hash)));
    });
  } finally {
    // Whoever waits longest takes over the place.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Whether two hashes are the same, without telling how much of them. */
export const isSameHash = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
