import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('what concerns the same happens one after the other, whatever came of it, and the rest at once', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const work = (name: string, until?: Promise<void>) => async (): Promise<void> => {
    seen.push(`${name} begins`);
    await until;
    seen.push(`${name} ends`);
  };
  const one = turns.take('a', work('one', first.promise));
  const two = turns.take('a', work('two'));
  await turns.take('b', work('other'));
  expect(seen).toEqual(['one begins', 'other begins', 'other ends']);
  first.reject(new Error('broken'));
  await expect(one).rejects.toThrow('broken');
  await two;
  expect(seen.slice(3)).toEqual(['two begins', 'two ends']);
});
