import { compareEvaluators } from './tally.ts';

/** `npm run test:long [COUNT [SEED]]`: a million random cases in chunks, each chunk under a seed of its own. */
const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const chunk = 20_000;
let allowed = 0;
for (let done = 0; done < count; ) {
  const size = Math.min(chunk, count - done);
  for (const [what, many] of compareEvaluators(seed + done / chunk, size)) if (what.startsWith('allowed')) allowed += many;
  done += size;
  process.stdout.write(`${done} of ${count} cases agree, ${((100 * allowed) / done).toFixed(1)} % allowed (seeds ${seed} to ${seed + Math.ceil(done / chunk) - 1})\n`);
}
