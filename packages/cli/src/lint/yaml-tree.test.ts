import { parseJson } from '@assent/policy';
import type { JsonNode } from '@assent/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseYaml } from './yaml-tree.ts';

const valueOf = (node: JsonNode): unknown => {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, valueOf(value)]));
    case 'array':
      return node.items.map(valueOf);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
};

function read(text: string): readonly JsonNode[] {
  const parsed = parseYaml(text);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.roots;
}

describe('YAML as a tree of JSON', () => {
  it('is for JSON the tree of the JSON reader, places included', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({ value: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b c', '', 'ü', true, false, null, 0, 12), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.constantFrom('a', 'Statement', 'x y'), tie('value'), { maxKeys: 4, noNullPrototype: true })) }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (document) => {
        const text = JSON.stringify(document, undefined, 1);
        const json = parseJson(text, 64);
        expect(read(text)).toEqual(['root' in json ? json.root : undefined]);
      }),
    );
  });

  it('has the value that the YAML says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.constantFrom('x', '*', 'a: b', '2012-10-17', 'true'), fc.array(fc.constantFrom('x', 'y z', 'x\ny'), { maxLength: 3 })), { minKeys: 1, noNullPrototype: true }), (document) => {
        expect(read(stringify(document)).map(valueOf)).toEqual([document]);
      }),
    );
  });

  it.each<[what: string, text: string, value: unknown]>([
    ['functions', 'a: !Sub "x${B}"\nb: !GetAtt R.Arn\nc: !If [p, !Ref Q, r]', { a: { 'Fn::Sub': 'x${B}' }, b: { 'Fn::GetAtt': 'R.Arn' }, c: { 'Fn::If': ['p', { Ref: 'Q' }, 'r'] } }],
    ['aliases and merged maps', 'a: &x { k: 1 }\nb: *x\nc: { <<: *x, l: 2 }', { a: { k: 1 }, b: { k: 1 }, c: { k: 1, l: 2 } }],
    ['an anchor that stands twice, which means the last before the alias', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
    ['empty values', 'a:\nb: ~', { a: null, b: null }],
    ['dates, which stay text', 'Version: 2012-10-17', { Version: '2012-10-17' }],
  ])('knows %s', (_, text, value) => expect(read(text).map(valueOf)).toEqual([value]));

  it('reads several documents', () => expect(read('a: 1\n---\nb: 2\n').map(valueOf)).toEqual([{ a: 1 }, { b: 2 }]));

  it('keeps an account id as it is written', () => expect(read('AWS: 012345678901')[0]).toMatchObject({ members: [{ value: { type: 'number', text: '012345678901' } }] }));

  it.each<[text: string, message: RegExp]>([
    ['a: [1', /./],
    ['a: *b', /anchor|alias/i],
    ['a: &a [*a]', /nested more than 100 deep/],
  ])('says why %j is none', (text, message) => {
    const parsed = parseYaml(text);
    expect('fault' in parsed ? parsed.fault.message : '').toMatch(message);
  });
});
