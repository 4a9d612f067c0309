import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { denialMessage, evaluate, readCaseList } from '@assent/policy';
import type { CaseValue, MessageOptions } from '@assent/policy';
import { describe, expect, it } from 'vitest';

/** A case with AWS's sentence. `documents`: policies that have names, ARNs for instance, by these. */
interface MessageCase {
  readonly id: string;
  readonly name: string;
  readonly documents?: Readonly<Record<string, object>>;
  readonly options?: MessageOptions;
  readonly message: string;
}

const cases = readFileSync(join(import.meta.dirname, 'messages/messages.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as MessageCase);

describe('a denial is told in AWS\'s words', () => {
  it.each(cases)('$id: $name', ({ documents = {}, options, message, ...fields }) => {
    const [read] = readCaseList([fields as unknown as CaseValue], { loadDocument: (name) => JSON.stringify(documents[name]) });
    if (!read || 'error' in read) throw read?.error ?? new Error('there is no case');
    const decision = evaluate(read.read.request);
    expect(decision.decision).not.toBe('allowed');
    expect(denialMessage(read.read.request, decision, options)).toBe(message);
  });
});
