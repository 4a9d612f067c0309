import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { estateCodes, ownRules } from '@assent/analysis';
import { describe, expect, it } from 'vitest';
import { noConfig } from './lint-config.ts';
import { lintFiles } from './lint-run.ts';

const folder = fileURLToPath(new URL('corpus/', import.meta.url));
const files = readdirSync(folder).filter((name) => name !== 'expected.json');

/** For each file its findings: code, line and column, counted from one. */
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Readonly<Record<string, readonly (readonly [code: string, line: number, column: number])[]>>;

function found(name: string): readonly (readonly [string, number, number])[] {
  const outcome = lintFiles([{ path: join(folder, name), named: true }], { config: noConfig(folder), policyType: undefined, resourceType: undefined, now: new Date('2026-11-01T00:00:00Z') }, () => 0, () => undefined);
  expect(outcome.skipped).toEqual([]);
  return outcome.files.flatMap(({ findings }) => findings.map(({ finding: { issueCode, locations } }) => [issueCode, locations[0]?.span.start.line ?? 0, (locations[0]?.span.start.column ?? 0) + 1] as const));
}

describe('examples of common mistakes', () => {
  it.each(files.filter((name) => name.includes('.mistake.')))('%s: each is found, at its line and column', (name) => {
    expect(expected[name]?.length).toBeGreaterThan(0);
    expect(found(name)).toEqual(expected[name]);
  });

  it.each(files.filter((name) => name.includes('.corrected.')))('%s: the corrected form is clean', (name) => {
    expect(found(name)).toEqual([]);
    expect(files).toContain(name.replace('.corrected.', '.mistake.'));
  });

  it('show every code that is about more than one policy', () => {
    const shown = new Set(Object.values(expected).flatMap((findings) => findings.map(([code]) => code)));
    const elsewhere = new Set(['ASSENT_POLICY_TOO_LARGE', 'ASSENT_YAML_SYNTAX_ERROR', 'ASSENT_SUPPRESSION_WITHOUT_REASON']);
    expect(estateCodes.map(({ code }) => code).filter((code) => !shown.has(code) && !elsewhere.has(code))).toEqual([]);
    expect(ownRules().some(({ code }) => shown.has(code))).toBe(true);
  });
});
