import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateAll, readCaseList } from '@assent/policy';
import type { CaseValue } from '@assent/policy';
import { describe, expect, it } from 'vitest';

/** A call that needs several pairs of action and resource (R1.2). */
interface CallCase {
  readonly id: string;
  readonly name: string;
  readonly pairs: readonly CaseValue[];
  readonly expect: { readonly decision: string; readonly by?: string; readonly failedPair?: number };
}

const cases = readFileSync(join(import.meta.dirname, 'calls/calls.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CallCase);

describe('a call is allowed where every pair of it is', () => {
  it.each(cases)('$id: $name', ({ pairs, expect: expected }) => {
    const requests = readCaseList(pairs).map((each) => {
      if ('error' in each) throw each.error;
      return each.read.request;
    });
    const { decision, failedPair } = evaluateAll(requests);
    expect({ decision: decision.decision, by: decision.by, failedPair }).toMatchObject(expected);
    expect(failedPair).toBe(expected.failedPair);
  });
});
