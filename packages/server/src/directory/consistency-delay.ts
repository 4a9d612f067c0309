/** Shows commits some time after they were made, in their order, as AWS does (R20.15): for tests of clients that have to
 * wait. What is shown was read with its commit, so that a snapshot that lags is what the directory was. */
export class ConsistencyDelay {
  readonly #milliseconds: number;
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Runs `show` after the delay. */
  later(show: () => void): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      show();
    }, this.#milliseconds);
    this.#waiting.add(timer);
  }

  /** Forgets what waits: everything is read anew, or nothing is asked any more. */
  drop(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }
}
