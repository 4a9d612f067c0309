import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lintFound } from '@assent/analysis';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSource } from './source-file.ts';
import type { SourceFile } from './source-file.ts';

const folder = fileURLToPath(new URL('corpus/', import.meta.url));
const corpus = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));
const now = new Date('2026-11-01T00:00:00Z');

/** Reads and checks a text as the command does.
 * @returns the number of findings, or why the file is not looked at */
function linted(name: string, text: string): number | string {
  const source = parseSource(name, text, true, { now });
  if (!source) throw new Error('a file that is named is looked at');
  if ('reason' in source) return source.reason;
  return findingsOf(source);
}

function findingsOf({ faults, found, text, locator }: SourceFile): number {
  const all = [...faults, ...found.flatMap((each) => lintFound(each, text, { locator, maxFindings: 1000 }))];
  for (const { finding } of all) {
    expect(finding.findingDetails).not.toContain('\n');
    for (const { span } of finding.locations) {
      expect(span.start.offset).toBeLessThanOrEqual(span.end.offset);
      expect(span.end.offset).toBeLessThanOrEqual(text.length);
    }
  }
  return all.length;
}

const words = ['Fn::If', 'Fn::Sub', 'Ref', 'AWS::NoValue', '${', '}', '!Sub ', '!If ', '&a ', '*a', '<<: ', '- ', '  ', '\n', '\t', '"', "'", '{', '}', '[', ']', ':', '|', '>', '__proto__', 'Statement', 'Action', '*', 'arn:aws:iam::1:root', '\ue000', '\ud800', '\u0000'];

describe('hostile files', () => {
  it('have findings or a reason, and never break anything: mutated templates, policies and accounts', () => {
    const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), cut: fc.nat({ max: 40 }), insert: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })) });
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.array(mutation, { minLength: 1, maxLength: 5 }), ({ name, text }, mutations) => {
        let changed = text;
        for (const { at, cut, insert } of mutations) {
          const start = Math.floor(at * changed.length);
          changed = changed.slice(0, start) + insert + changed.slice(start + cut);
        }
        expect(['number', 'string']).toContain(typeof linted(name, changed));
      }),
      { numRuns: 400 },
    );
  });

  it('have findings or a reason, and never break anything: values of one template in another', () => {
    const values = corpus.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim() !== '');
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.array(fc.record({ at: fc.nat(), line: fc.constantFrom(...values) }), { minLength: 1, maxLength: 6 }), ({ name, text }, swaps) => {
        const lines = text.split('\n');
        for (const { at, line } of swaps) lines[at % lines.length] = line;
        expect(['number', 'string']).toContain(typeof linted(name, lines.join('\n')));
      }),
      { numRuns: 300 },
    );
  });

  it('have findings or a reason, and never break anything: random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.json', 'a.yaml', 'a.template', 'a.csv', '-'), (bytes, name) => {
        expect(['number', 'string']).toContain(typeof linted(name, Buffer.from(bytes).toString('latin1')));
      }),
      { numRuns: 400 },
    );
  });

  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 8 }, (_, level) => `${'bcdefghi'[level]}: &${'bcdefghi'[level]} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[level]}`).join(', ')}]`), 'Statement: []'].join('\n');
  const statement = (count: number): string => `{"Version":"2012-10-17","Statement":[${Array.from({ length: count }, (_, index) => `{"Sid":"s${index}","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b${index}/*"}`).join()}]}`;

  it.each<[what: string, name: string, text: string, expected: number | RegExp]>([
    ['an alias bomb', 'a.yaml', bomb, 1],
    ['an alias of itself', 'a.yaml', 'Statement: &a [*a]', 1],
    ['maps that take each other in', 'a.yaml', 'a: &a { <<: *b }\nb: &b { <<: *a }\nStatement: []', 1],
    ['lists nested deep in YAML', 'a.yaml', `Statement: ${'['.repeat(100_000)}`, 1],
    ['blocks nested deep in YAML', 'a.yaml', `Statement:\n${'- '.repeat(100_000)}x`, 1],
    ['lists nested deep in JSON', 'a.json', '['.repeat(1_000_000), 1],
    ['functions nested deep', 'a.json', `{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":${'{"Fn::If":["c",'.repeat(60)}{}${']}'.repeat(60)}}}}`, 0],
    ['ten megabytes of one string', 'a.json', `{"Statement":[{"Action":"${'x'.repeat(10_000_000)}"}]}`, 1],
    ['ten megabytes of YAML', 'a.yaml', `Statement:\n${'- a: b\n'.repeat(1_500_000)}`, /^it has \d+ characters, more than/],
    ['ten megabytes of statements', 'a.json', statement(100_000), 1],
    ['ten megabytes of a credential report', 'a.csv', `user,arn,user_creation_time,mfa_active\n${'ana,x,y,true\n'.repeat(800_000)}`, 0],
    ['nothing', 'a.yaml', '', /^there is no policy, template or account in it$/],
  ])('%s: done with in seconds', (_, name, text, expected) => {
    const start = performance.now();
    const result = linted(name, text);
    expect(performance.now() - start).toBeLessThan(15_000);
    if (expected instanceof RegExp) expect(String(result)).toMatch(expected);
    else expect(result).toBe(expected);
  }, 30_000);
});
