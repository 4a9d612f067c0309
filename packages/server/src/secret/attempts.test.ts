import { describe, expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

const at = (minutes: number): Date => new Date(minutes * 60_000);

describe('attempts', () => {
  it('close after five failures in a row, for a quarter of an hour, for that key alone', () => {
    const attempts = new Attempts();
    for (let count = 0; count < 5; count++) {
      expect(attempts.isOpen('a', at(0))).toBe(true);
      attempts.noteFailure('a', at(0));
    }
    expect(attempts.isOpen('a', at(0))).toBe(false);
    expect(attempts.isOpen('a', at(14.9))).toBe(false);
    expect(attempts.isOpen('b', at(0))).toBe(true);
    expect(attempts.isOpen('a', at(15))).toBe(true);
    attempts.noteFailure('a', at(15));
    expect(attempts.isOpen('a', at(15))).toBe(true);
  });

  it('count from the start after a success', () => {
    const attempts = new Attempts();
    for (let count = 0; count < 4; count++) attempts.noteFailure('a', at(0));
    attempts.noteSuccess('a');
    for (let count = 0; count < 4; count++) attempts.noteFailure('a', at(0));
    expect(attempts.isOpen('a', at(0))).toBe(true);
  });

  it('keep no more than needed', () => {
    const attempts = new Attempts();
    for (let count = 0; count < 5; count++) attempts.noteFailure('held', at(10));
    for (let count = 0; count < 20_000; count++) attempts.noteFailure(`old ${count}`, at(count < 15_000 ? 0 : 16));
    expect(attempts.isOpen('held', at(16))).toBe(false);
  });
});
