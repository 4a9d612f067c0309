import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse.ts';

const statement = (rest: string): string => `{"Version":"2012-10-17","Statement":{${rest}}}`;
const base = '"Effect":"Allow","Action":"*","Resource":"*"';

describe('a document that is not one is refused with every fault and its place', () => {
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

  it('is bounded in size (R2.7)', () => {
    expect(parsePolicy(' '.repeat(131_073)).faults).toMatchObject([{ code: 'too-large' }]);
    expect(parsePolicy(statement(base), { maxSize: 10 }).faults).toMatchObject([{ code: 'too-large' }]);
  });
});
