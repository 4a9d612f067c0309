import fc from 'fast-check';
import type { Case } from '../reference/case.ts';
import { randomCase } from './arbitrary.ts';
import { caseLine, differenceOf, ofReference } from './comparison.ts';

/** What random cases came to: how many of each decision and type, and of each kind of statement that matched. */
export type Tally = Map<string, number>;

/** Compares the two evaluators on random cases. What differs is shrunk, and thrown as a case to paste.
 * @throws Error with the case, and what each evaluator says of it */
export function compareEvaluators(seed: number, count: number): Tally {
  const tally: Tally = new Map();
  const add = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);
  const checked = fc.check(
    fc.property(randomCase, (given) => {
      const { decision, by, matched } = ofReference(given);
      add(`${decision} ${by ?? 'nothing'}`);
      for (const type of new Set(matched.map((place) => place.replace(/\[.*\]/, '')))) add(`matched ${type}`);
      return differenceOf(given) === undefined;
    }),
    { seed, numRuns: count },
  );
  const [worst] = checked.counterexample ?? [];
  if (worst === undefined) {
    if (checked.failed) throw new Error(`seed ${seed}: ${String(checked.errorInstance)}`);
    return tally;
  }
  throw new Error(describe(worst, seed));
}

function describe(given: Case, seed: number): string {
  const difference = differenceOf(given);
  return [`seed ${seed}: the evaluators differ; the case for tests/cases/differences.jsonl:`, caseLine(given, ofReference(given)), `engine:    ${JSON.stringify(difference?.engine)}`, `reference: ${JSON.stringify(difference?.reference)}`].join('\n');
}
