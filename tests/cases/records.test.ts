import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, readCaseList } from '@assent/policy';
import type { CaseValue, MatchedStatement } from '@assent/policy';
import { describe, expect, it } from 'vitest';

/** A case with every statement that matches (R8.17). */
interface RecordCase {
  readonly id: string;
  readonly name: string;
  readonly matched: readonly MatchedStatement[];
}

const cases = readFileSync(join(import.meta.dirname, 'records/records.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordCase);

describe('every statement that matched is recorded', () => {
  it.each(cases)('$id: $name', (each) => {
    const [read] = readCaseList([each as unknown as CaseValue]);
    if (!read || 'error' in read) throw read?.error ?? new Error('there is no case');
    expect(evaluate(read.read.request).matchedStatements).toEqual(each.matched);
  });
});
