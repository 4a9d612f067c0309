import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse.ts';
import type { PolicyType } from './document.ts';

const faultsOf = (text: string, type?: PolicyType) => parsePolicy(text, type ? { type } : {}).faults.map(({ code, span }) => `${code} ${span.start.line}:${span.start.column}`);
const statement = (rest: string): string => `{"Version":"2012-10-17","Statement":{${rest}}}`;
const base = '"Effect":"Allow","Action":"*","Resource":"*"';

describe('a document that is not one is refused with every fault and its place', () => {
  const cases: readonly (readonly [rule: string, text: string, faults: readonly string[], type?: PolicyType])[] = [
    ['R2.1: no JSON', '{"Version":', ['not-json 1:12']],
    ['R2.1: no object', '[]', ['wrong-type 1:1']],
    ['R2.2: a key twice', statement(`${base},"Effect":"Deny"`), ['duplicate-key 1:83']],
    ['R2.3: both of a pair', statement(`${base},"NotAction":"*"`), ['conflicting-elements 1:37']],
    ['R2.4: an unknown element', statement(`${base},"Actions":"*"`), ['unknown-element 1:83']],
    ['R2.9: an unknown version', '{"Version":"2020-01-01","Statement":[]}', ['wrong-version 1:12', 'empty-element 1:37']],
    ['R2.16: an unknown operator with content', statement(`${base},"Condition":{"StringMatches":{"a":"b"}}`), ['unknown-operator 1:96']],
    ['R2.20: no action', statement('"Effect":"Allow","Resource":"*"'), ['missing-element 1:37']],
    ['R2.20: an empty NotAction', statement('"Effect":"Allow","NotAction":[],"Resource":"*"'), ['empty-element 1:67']],
  ];
  for (const [rule, text, faults, type] of cases) it(rule, () => expect(faultsOf(text, type)).toEqual(faults));

  it('reports all at once, and no document', () => {
    const text = '{\n  "Version": "2020-01-01",\n  "Extra": 1,\n  "Statement": [\n    {"Effect": "Maybe", "Action": 1, "Resource": "*"},\n    {"Effect": "Allow"}\n  ]\n}';
    const { document, faults } = parsePolicy(text, { type: 'identity' });
    expect(document).toBeUndefined();
    expect(faults.map(({ span }) => span.start.line).sort()).toEqual([2, 3, 5, 5, 6, 6]);
    for (const { span } of faults) expect(text.slice(span.start.offset, span.end.offset)).not.toBe('');
  });
});

describe('a document that is one', () => {
  it('keeps each element with its place', () => {
    const text = '{\n "Version": "2012-10-17",\n "Statement": [{"Sid": "é", "Effect": "Deny",\n  "NotAction": ["s3:Get*", null], "Resource": "*",\n  "Condition": {"Bool": {"a:b": true}}}]\n}';
    const { document } = parsePolicy(text);
    const only = document?.statements[0];
    expect(only).toMatchObject({ index: 0, sid: 'é', effect: 'Deny', action: { negated: true, entries: [{ value: 's3:Get*' }] }, conditions: [{ operator: { value: 'Bool' }, key: { value: 'a:b' }, values: [{ value: 'true' }] }] });
    expect(only?.span.start).toEqual({ line: 3, column: 16, offset: 43 });
    expect(text.slice(only?.span.start.offset, only?.span.end.offset)).toMatch(/^\{"Sid[^]*\}\}\}$/);
    expect(text.slice(only?.action.entries[0]?.span.start.offset, only?.action.entries[0]?.span.end.offset)).toBe('"s3:Get*"');
  });

  it.each([
    ['R2.13: one value and a list of one', statement('"Effect":"Allow","Action":["*"],"Resource":["*"]')],
    ['R2.14: an unknown operator without content', statement(`${base},"Condition":{"Whatever":{}}`)],
    ['R2.12: many empty Sids', `{"Statement":[{"Sid":"",${base}},{"Sid":"",${base}}]}`],
    ['R2.4, D48: a principal, which only the writer refuses', statement(`${base},"Principal":"*"`)],
    ['R2.9: no version', `{"Statement":{${base}}}`],
  ])('is accepted: %s', (_rule, text) => expect(parsePolicy(text).faults).toEqual([]));

  it('is bounded in size (R2.7)', () => {
    expect(parsePolicy(' '.repeat(131_073)).faults).toMatchObject([{ code: 'too-large' }]);
    expect(parsePolicy(statement(base), { maxSize: 10 }).faults).toMatchObject([{ code: 'too-large' }]);
  });
});
