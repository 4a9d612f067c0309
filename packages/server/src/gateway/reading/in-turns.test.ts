import { describe, expect, it } from 'vitest';
import { inTurns } from './in-turns.ts';

async function* numbers(count: number): AsyncGenerator<number, void> {
  for (let number = 0; number < count; number++) yield number;
}

describe('work in turns', () => {
  it.each([['that come', () => numbers(20)], ['that are there', () => Array.from({ length: 20 }, (_, index) => index)]])('is done with all things %s, never more than so many at a time', async (_, items) => {
    const done: number[] = [];
    let [current, most] = [0, 0];
    await inTurns(items(), 3, async (number) => {
      most = Math.max(most, ++current);
      await new Promise(setImmediate);
      done.push(number);
      current--;
    });
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_each, index) => index));
    expect(most).toBe(3);
  });

  it('ends with the first fault, when what is under way has ended', async () => {
    const ended: number[] = [];
    const work = async (number: number): Promise<void> => {
      await new Promise(setImmediate);
      if (number === 1) throw new Error('two is too many');
      ended.push(number);
    };
    await expect(inTurns(numbers(100), 2, work)).rejects.toThrow('two is too many');
    expect(ended.length).toBeLessThan(5);
    await expect(inTurns(failing(), 2, () => Promise.resolve())).rejects.toThrow('no more pages');
  });
});

async function* failing(): AsyncGenerator<number, void> {
  yield 1;
  throw new Error('no more pages');
}
