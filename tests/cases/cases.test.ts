import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMultivaluedKey } from '@assent/catalog';
import { readJsonLines, runCase } from '@assent/policy';
import { describe, expect, it } from 'vitest';

const files = globSync('*.jsonl', { cwd: import.meta.dirname }).sort();

describe.each(files)('%s', (file) => {
  const cases = readJsonLines(readFileSync(join(import.meta.dirname, file), 'utf8'), { isMultivalued: isMultivaluedKey, now: new Date('2026-01-15T12:00:00Z') });

  it('has cases that can be read, each under an id of its own', () => {
    expect(cases.flatMap((each) => ('error' in each ? [`line ${each.at}: ${each.error.message}`] : []))).toEqual([]);
    const ids = cases.flatMap((each) => ('read' in each ? [each.read.id] : []));
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(cases.flatMap((each) => ('read' in each ? [{ id: each.read.id, name: each.read.name, read: each.read }] : [])))('$id: $name', ({ read }) => {
    const { decision, holds } = runCase(read);
    expect({ holds, decision: decision.decision, by: decision.by }).toMatchObject({ holds: true });
  });
});
