import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { awsRules } from './aws-rules.ts';

const files = (folder: string, extension: string): readonly string[] => readdirSync(new URL(folder, import.meta.url)).map((file) => file.replace(extension, ''));
const names = awsRules.map(({ code }) => code.toLowerCase().replaceAll('_', '-')).sort();

describe('the rules', () => {
  it('stand each in a file named by its code, and all of them are registered', () => {
    expect([...files('../rules/', '.ts')].sort()).toEqual(names);
  });

  it('have each a file of cases', () => {
    expect([...files('../cases/', '.jsonl')].sort()).toEqual(names);
  });

  it.each(awsRules)('$code says in a sentence what it means, and what to write instead', ({ meaning, remedy, kinds }) => {
    expect(meaning).toMatch(/^.{10,}\.$/s);
    expect(remedy).toMatch(/[.`]$/);
    expect(kinds.length).toBeGreaterThan(0);
  });
});
