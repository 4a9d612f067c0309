import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultSemantics } from '@assent/policy';
import { describe, expect, it } from 'vitest';
import { rules } from './rules.ts';
import type { Place, Rule } from './rules.ts';

interface Shown {
  readonly place: Place | 'seeds' | 'switches';
  readonly id: string;
  readonly rule: string;
  readonly row?: string;
  readonly name: string;
  readonly expectation: unknown;
}

const folder = import.meta.dirname;

/** Every case of every shape. */
const shown: readonly Shown[] = globSync(['*.jsonl', '*/*.jsonl'], { cwd: folder })
  .sort()
  .flatMap((file) => {
    const place = dirname(file) === '.' ? (file === 'seeds.jsonl' ? 'seeds' : 'cases') : dirname(file);
    return readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const { id, rule, row, name, expect: expected, message, matched, error, switch: ofSwitch } = JSON.parse(line) as Record<string, string | undefined>;
        return { place: place as Shown['place'], id: id ?? '', rule: rule ?? ofSwitch ?? '', ...(row === undefined ? {} : { row }), name: name ?? '', expectation: expected ?? message ?? matched ?? error };
      });
  });

const byRule = Map.groupBy(
  shown.filter(({ place }) => place !== 'seeds' && place !== 'switches'),
  ({ rule }) => rule,
);
const casesOf = ({ number }: Rule): readonly Shown[] => byRule.get(number) ?? [];
const here = rules.filter(({ shown: places }) => typeof places !== 'string');

describe('the rules and their cases', () => {
  it('list every rule once, and those of other packages with a reason', () => {
    expect(new Set(rules.map(({ number }) => number)).size).toBe(rules.length);
    for (const { shown: places } of rules) expect(places.length).toBeGreaterThan(0);
  });

  it.each(here)('$number has five cases, where it says', (rule) => {
    const own = casesOf(rule);
    expect(own.length).toBeGreaterThanOrEqual(5);
    expect([...new Set(own.map(({ place }) => place))].sort()).toEqual([...rule.shown].sort());
  });

  it.each(rules.filter(({ rows }) => rows))('$number has cases for every row of its table', (rule) => {
    const { names = [], least = 0 } = rule.rows ?? {};
    const counts = names.map((name) => ({ name, enough: casesOf(rule).filter(({ row }) => row === name).length >= least }));
    expect(counts.filter(({ enough }) => !enough)).toEqual([]);
    const unknown = casesOf(rule).flatMap(({ id, row }) => (row !== undefined && !names.includes(row) ? [`${id}: ${row}`] : []));
    expect(unknown).toEqual([]);
  });

  it('know every rule that a case cites', () => {
    const known = new Set(rules.flatMap(({ number, shown: places }) => (typeof places === 'string' ? [] : [number])));
    expect(shown.filter(({ place, rule }) => place !== 'seeds' && place !== 'switches' && !known.has(rule)).map(({ id, rule }) => `${id}: ${rule}`)).toEqual([]);
    const families = rules.map(({ number }) => number);
    // Seeds may show what belongs elsewhere, too, and take R3.5 as one.
    const stray = shown.filter(({ place, rule }) => place === 'seeds' && !families.some((number) => number === rule || number === `${rule}a` || number === rule.split('.', 1)[0]));
    expect(stray.map(({ id, rule }) => `${id}: ${rule}`)).toEqual([]);
    expect(shown.filter(({ place, rule }) => place === 'switches' && !Object.hasOwn(defaultSemantics, rule))).toEqual([]);
  });

  it('have ids of their own, names and expectations', () => {
    const ids = shown.map(({ id }) => id);
    expect(ids.filter((id, index) => id === '' || ids.indexOf(id) !== index)).toEqual([]);
    expect(shown.filter(({ name, expectation }) => name === '' || expectation === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('say which type decides, wherever one does (R8.19)', () => {
    const silent = shown.filter(({ place, expectation }) => place === 'cases' && !(typeof expectation === 'object' && expectation !== null && 'by' in expectation));
    // The root in its own account, and who asks who it is, are allowed by no policy.
    expect(silent.filter(({ expectation }) => JSON.stringify(expectation).includes('Deny')).map(({ id }) => id)).toEqual([]);
  });
});

describe('docs/rules.md', () => {
  it('is the table of the rules and their cases (UPDATE_RULES=1 writes it)', () => {
    const file = join(folder, '../../docs/rules.md');
    if (process.env['UPDATE_RULES'] === '1') writeFileSync(file, table());
    expect(readFileSync(file, 'utf8')).toBe(table());
  });
});

function table(): string {
  const line = (rule: Rule): string => {
    const where = typeof rule.shown === 'string' ? rule.shown : rule.shown.join(', ');
    return `| ${rule.number} | ${rule.mark} | ${rule.about} | ${typeof rule.shown === 'string' ? '' : casesOf(rule).length} | ${where} |`;
  };
  const total = here.reduce((sum, rule) => sum + casesOf(rule).length, 0);
  return `# Rules and their cases

Made from \`tests/cases/rules.ts\` and the data beside it, and compared with them by \`tests/cases/coverage.test.ts\`: ${here.length}
rules with ${total} cases, besides the seeds and the switches. Marks: D documented by AWS, D* documented but not read again, O
observed, I our choice ([decisions](decisions.md)).

| rule | mark | about | cases | shown by |
| --- | --- | --- | --- | --- |
${rules.map(line).join('\n')}
`;
}
