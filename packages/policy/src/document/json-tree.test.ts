import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';

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

/** Texts that are JSON, or nearly: a document with some characters taken out, doubled or replaced. */
const nearlyJson = fc
  .tuple(fc.json({ maxDepth: 3 }), fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\\u12', '0', '-', '.', 'e', ' ', '\n', '\t', '\u0001', '\u00a0', 'true', 'nul', '//', "'")), { maxLength: 3 }))
  .map(([text, changes]) => changes.reduce((changed, [at, piece]) => changed.slice(0, at % (changed.length + 1)) + piece + changed.slice((at % (changed.length + 1)) + (at % 2)), text));

describe('the JSON reader', () => {
  it('accepts what JSON.parse accepts, with the same value, and nothing else', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const read = parseJson(text, 64);
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expect('fault' in read, text).toBe(true);
          return;
        }
        if ('fault' in read) throw new Error(`${text}: ${read.fault.message}`);
        // A key named __proto__ is a key like others to both.
        expect(JSON.stringify(valueOf(read.root))).toBe(JSON.stringify(expected));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the place of every value: its text parses to it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        const read = parseJson(text, 64);
        if ('fault' in read) throw new Error(read.fault.message);
        const visit = (node: JsonNode): void => {
          expect(JSON.stringify(JSON.parse(text.slice(node.start, node.end)))).toBe(JSON.stringify(valueOf(node)));
          if (node.type === 'array') node.items.forEach(visit);
          if (node.type === 'object') for (const { key, value } of node.members) [key, value].forEach(visit);
        };
        visit(read.root);
      }),
    );
  });

  it.each([
    ['', 0],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['"a\nb"', 2],
    ['{"a":01}', 6],
    ['{} x', 3],
    ['{"a":"\\x"}', 6],
  ])('says where %j breaks off', (text, offset) => expect(parseJson(text, 64)).toMatchObject({ fault: { offset } }));

  it('refuses what is nested too deep, however deep', () => {
    expect(parseJson('['.repeat(64) + ']'.repeat(64), 64)).toHaveProperty('root');
    expect(parseJson('['.repeat(65) + ']'.repeat(65), 64)).toHaveProperty('fault');
    expect(parseJson('['.repeat(100_000), 64)).toHaveProperty('fault');
  });
});
