import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Case } from './case.ts';
import { decide } from './evaluate.ts';

const folder = join(import.meta.dirname, '../cases');
const now = new Date('2026-06-01T00:00:00Z');

describe.each(globSync('*.jsonl', { cwd: folder }).sort())('the reference meets %s', (file) => {
  const cases = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);

  it.each(cases)('$id: $name', (given) => {
    const wanted = typeof given.expect === 'string' ? { decision: given.expect } : given.expect;
    const { decision, by } = decide(given, now);
    if (wanted?.decision === 'denied') return expect(decision).not.toBe('allowed');
    return expect({ decision, by }).toMatchObject(wanted ?? {});
  });
});
