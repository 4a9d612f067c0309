/** Does something with each item, so many at a time, as fast as they are there.
 * @param work what it throws ends everything, once what is under way has ended */
export async function inTurns<T>(items: AsyncIterable<T> | Iterable<T>, width: number, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let failed = false;
  // Generators answer `next` one after another, however often they are asked.
  const worker = async (): Promise<void> => {
    for (let next = await iterator.next(); next.done !== true && !failed; next = await iterator.next()) await work(next.value);
  };
  const guarded = async (): Promise<void> => {
    try {
      await worker();
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: width }, guarded));
  const fault = ended.find((each) => each.status === 'rejected');
  if (fault) throw fault.reason;
}
