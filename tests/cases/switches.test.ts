import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSemantics, parseSemantics, readCaseList, runCase, SemanticsError } from '@assent/policy';
import type { CaseValue, Semantics } from '@assent/policy';
import { describe, expect, it } from 'vitest';

/** A case with what it expects under each value of a switch. */
interface SwitchCase {
  readonly id: string;
  readonly name: string;
  readonly switch: keyof Semantics;
  readonly expect: Readonly<Record<string, { readonly decision: string; readonly by?: string }>>;
}

const cases = readFileSync(join(import.meta.dirname, 'switches/switches.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SwitchCase);

const runs = cases.flatMap((each) => Object.keys(each.expect).map((value) => ({ each, id: each.id, name: each.name, setting: `${each.switch}=${value}` })));

describe('a switch decides what it is for', () => {
  it.each(runs)('$id: $name, $setting', ({ each, setting }) => {
    const value = setting.slice(each.switch.length + 1);
    const semantics = parseSemantics([setting]);
    const [read] = readCaseList([{ ...each, expect: each.expect[value] } as unknown as CaseValue], { semantics });
    if (!read || 'error' in read) throw read?.error ?? new Error('there is no case');
    const { decision, holds } = runCase(read.read);
    expect({ holds, decision: decision.decision, by: decision.by }).toMatchObject({ holds: true });
    // What is not the default is written into the record.
    const isDefault = String(value) === textOf(defaultSemantics[each.switch]);
    expect(decision.switches).toEqual(isDefault ? undefined : { [each.switch]: value });
  });

  const names = Object.keys(defaultSemantics) as (keyof Semantics)[];
  it.each(names)('%s has cases that its values decide differently', (name) => {
    const own = cases.filter((each) => each.switch === name);
    expect(own.length).toBeGreaterThanOrEqual(4);
    for (const { expect: expected } of own) expect(Object.keys(expected)).toContain(textOf(defaultSemantics[name]));
    expect(own.some(({ expect: expected }) => new Set(Object.values(expected).map((one) => JSON.stringify(one))).size > 1)).toBe(true);
  });
});

const textOf = (value: Semantics[keyof Semantics]): string => (typeof value === 'object' ? [...value].join(',') : String(value));

describe('a switch that is not one', () => {
  it.each([
    ['nothing=true', 'there is no switch `nothing=true`'],
    ['failClosed', 'there is no switch `failClosed`'],
    ['__proto__=true', 'there is no switch `__proto__=true`'],
    ['failClosed=maybe', '`failClosed=maybe`: the switch `failClosed` takes true or false'],
    ['notPrincipal=', '`notPrincipal=`: the switch `notPrincipal` takes strict or anyForm'],
    ['denyOrder=identity,identity', '`denyOrder=identity,identity`: the switch `denyOrder` takes policy types with commas between them'],
    ['rcpServices=S3,', '`rcpServices=S3,`: the switch `rcpServices` takes service prefixes with commas between them'],
  ])('%s is refused', (setting, message) => {
    expect(() => parseSemantics([setting])).toThrow(SemanticsError);
    expect(() => parseSemantics([setting])).toThrow(message);
  });

  it('the last of several settings of one switch counts', () => {
    expect(parseSemantics(['failClosed=false', 'shortArn=completed', 'failClosed=true'])).toEqual({ ...defaultSemantics, shortArn: 'completed' });
    expect(parseSemantics([])).toBe(defaultSemantics);
  });
});

describe('docs/decisions.md', () => {
  it('tells every switch with its default, and no other', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/decisions.md'), 'utf8');
    const told = [...text.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, name = '', value = '']) => [name, value.trim()]);
    const count = `${defaultSemantics.rcpServices.size} services`;
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(Object.entries(defaultSemantics).map(([name, value]) => [name, name === 'rcpServices' ? count : `\`${textOf(value as Semantics[keyof Semantics])}\``])));
  });
});
