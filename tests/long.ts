import { attackAtLength } from './gateway/hostile/hostile-at-length.ts';
import { streamAtLength } from './gateway/large-bodies-at-length.ts';
import { compareAtLength } from './properties/evaluators-at-length.ts';

/** `npm run test:long [PART [COUNT [SEED]]]`: what takes longer than tests may. */
const parts: Readonly<Record<string, (count?: number, seed?: number) => void | Promise<void>>> = {
  evaluators: compareAtLength,
  'hostile-requests': attackAtLength,
  'large-bodies': streamAtLength,
};

const [name, ...numbers] = process.argv.slice(2);
const named = Object.entries(parts).filter(([part]) => name === undefined || part === name);
if (named.length === 0) throw new RangeError(`there is no part \`${name}\`, but ${Object.keys(parts).join(', ')}`);
for (const [part, run] of named) {
  process.stdout.write(`${part}\n`);
  await run(...numbers.map(Number));
}
