import { compareEvaluators } from './tally.ts';

const chunk = 20_000;

/** Compares the evaluators on that many random cases, each chunk under a seed of its own. */
export function compareAtLength(count = 1_000_000, seed = 1): void {
  let allowed = 0;
  for (let done = 0; done < count; ) {
    const size = Math.min(chunk, count - done);
    for (const [what, many] of compareEvaluators(seed + done / chunk, size)) if (what.startsWith('allowed')) allowed += many;
    done += size;
    process.stdout.write(`${done} of ${count} cases agree, ${((100 * allowed) / done).toFixed(1)} % allowed (seeds ${seed} to ${seed + Math.ceil(done / chunk) - 1})\n`);
  }
}
