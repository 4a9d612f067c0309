/** How often in a row a secret may be guessed wrong, and for how long no guess counts after that. */
const limit = 5;
const pause = 15 * 60_000;
/** How many entries are kept before those that are over are removed. */
const kept = 10_000;

interface Failures {
  readonly count: number;
  readonly last: number;
}

/** Counts wrong guesses at a secret, so that it cannot be tried out: after five in a row, even the right one is refused
 * for a quarter of an hour. It is kept in memory: a restart forgives. Each key stands for a secret that exists, so that
 * there are no more of them than there are secrets. */
export class Attempts {
  readonly #failures = new Map<string, Failures>();

  /** Whether a guess may be looked at. */
  isOpen(key: string, now: Date): boolean {
    const failures = this.#failures.get(key);
    return failures === undefined || failures.count < limit || isOver(failures, now);
  }

  noteFailure(key: string, now: Date): void {
    if (this.#failures.size >= kept) this.#prune(now);
    const failures = this.#failures.get(key);
    const count = failures === undefined || isOver(failures, now) ? 1 : failures.count + 1;
    this.#failures.set(key, { count, last: now.getTime() });
  }

  noteSuccess(key: string): void {
    this.#failures.delete(key);
  }

  clear(): void {
    this.#failures.clear();
  }

  #prune(now: Date): void {
    for (const [key, failures] of this.#failures) if (isOver(failures, now)) this.#failures.delete(key);
  }
}

const isOver = ({ last }: Failures, now: Date): boolean => now.getTime() - last >= pause;
