import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAcceptance, countPolicyCharacters, parsePolicy } from '@assent/policy';
import type { AcceptanceKind, PolicyType } from '@assent/policy';
import { describe, expect, it } from 'vitest';

interface DocumentCase {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

interface PlacedFault {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

interface ParseCase extends DocumentCase {
  readonly type?: PolicyType;
  readonly expect: 'accepted' | { readonly faults: readonly PlacedFault[] };
}

interface WriteCase extends DocumentCase {
  readonly kind: AcceptanceKind;
  readonly expect: 'stored' | { readonly refused: string };
}

interface SizeCase extends DocumentCase {
  readonly expect: { readonly characters: number };
}

const casesOf = <T>(file: string): readonly T[] =>
  readFileSync(join(import.meta.dirname, 'documents', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

describe('a document is read, or refused with every fault and its place', () => {
  it.each(casesOf<ParseCase>('parse.jsonl'))('$id: $name', ({ text, type, expect: expected }) => {
    const { document, faults } = parsePolicy(text, type ? { type } : {});
    const placed = faults.map(({ code, span: { start } }): PlacedFault => ({ code, line: start.line, column: start.column, offset: start.offset }));
    expect(placed.sort((a, b) => a.offset - b.offset)).toEqual(expected === 'accepted' ? [] : expected.faults);
    expect(document !== undefined).toBe(expected === 'accepted');
  });
});

describe('a document is stored, or refused in the words of IAM', () => {
  it.each(casesOf<WriteCase>('write.jsonl'))('$id: $name', ({ text, kind, expect: expected }) => {
    expect(checkAcceptance(text, kind)).toEqual(expected === 'stored' ? undefined : { code: 'MalformedPolicyDocument', message: expected.refused });
  });
});

describe('a document has the size that counts against quotas', () => {
  it.each(casesOf<SizeCase>('sizes.jsonl'))('$id: $name', ({ text, expect: { characters } }) => expect(countPolicyCharacters(text)).toBe(characters));
});

describe('a hostile document costs no more than its length (2.1)', () => {
  const size = 131_072;
  const fill = (piece: string, head = '', tail = ''): string => head + piece.repeat(Math.floor((size - head.length - tail.length) / piece.length)) + tail;
  const statement = '{"Effect":"Allow","Action":"*","Resource":"*"}';
  const hostile: readonly (readonly [name: string, text: string, faulty: boolean])[] = [
    ['lists in lists', fill('['), true],
    ['objects in objects', fill('{"a":'), true],
    ['open texts', fill('\\"', '"'), true],
    ['spaces', fill(' '), true],
    ['digits', fill('9', '{"Version":'), true],
    ['one key over and over', fill('"a":1,', '{', '"a":1}'), true],
    ['thousands of statements', fill(`,${statement}`, `{"Statement":[${statement}`, ']}'), false],
    ['thousands of actions', fill('"*",', '{"Statement":{"Effect":"Deny","Resource":"*","Action":[', '"*"]}}'), false],
    ['thousands of conditions', fill('1,', '{"Statement":{"Effect":"Deny","Resource":"*","Action":"*","Condition":{"NumericEquals":{"a:b":[', '1]}}}}'), false],
    ['line feeds', fill('\n', statement.replace('{', '{"Statement":{').slice(0, -1), '}}'), false],
    ['stars in a resource', fill('*', '{"Statement":{"Effect":"Deny","Action":"*","Resource":"', '"}}'), false],
  ];
  it.each(hostile)('%s', (_name, text, faulty) => {
    expect(text.length).toBeLessThanOrEqual(size);
    expect(parsePolicy(text).faults.length > 0).toBe(faulty);
    // None of them states its version.
    expect(checkAcceptance(text, 'managed')).toBeDefined();
    expect(countPolicyCharacters(text)).toBeLessThanOrEqual(size);
  });

  it('is not read where it is longer than 131,072 characters, and is where it is as long', () => {
    const document = `{"Statement":${statement}}`;
    expect(parsePolicy(document.padEnd(size)).faults).toEqual([]);
    expect(parsePolicy(document.padEnd(size + 1)).faults).toMatchObject([{ code: 'too-large' }]);
  });

  it('is not read where it is nested more than 64 deep', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parsePolicy(nested(64)).faults).toMatchObject([{ code: 'wrong-type' }]);
    expect(parsePolicy(nested(65)).faults).toMatchObject([{ code: 'not-json', span: { start: { offset: 64 } } }]);
  });
});
