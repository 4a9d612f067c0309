import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMultivaluedKey } from '@assent/catalog';
import { readCaseList } from '@assent/policy';
import type { CaseValue } from '@assent/policy';
import { describe, expect, it } from 'vitest';

/** A case that is an error, with a part of what is said of it. */
interface UnreadableCase {
  readonly id: string;
  readonly name: string;
  readonly case: CaseValue;
  readonly error: string;
}

const cases = readFileSync(join(import.meta.dirname, 'unreadable/unreadable.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as UnreadableCase);

describe('a case that means nothing is an error, not a decision', () => {
  it.each(cases)('$id: $name', ({ case: given, error }) => {
    const [read] = readCaseList([given], { isMultivalued: isMultivaluedKey });
    expect(read && 'error' in read ? read.error.message : 'it can be read').toContain(error);
  });
});
