/** Lets what concerns the same thing happen one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs some work when whatever came before it under the same name has ended, well or badly. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last.set(name, promise);
    try {
      await before;
      return await work();
    } finally {
      resolve();
      if (this.#last.get(name) === promise) this.#last.delete(name);
    }
  }
}
