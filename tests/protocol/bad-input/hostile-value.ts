import type { ApiModel } from '@assent/catalog';
import type { Sample } from './sample-value.ts';

/** Texts that somebody may send in the place of any text. */
const texts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\u0000b',
  '\r\n\r\nHTTP/1.1 200 OK',
  '<a href="x">&]]></Error><Code>OK</Code>',
  '"}],"x":[{"',
  "' or '1'='1' -- ",
  '${aws:username}*?',
  '🎈\u202e\u0301ß\uffff',
  '-1',
  '%00%zz',
  '../../etc/passwd',
  '__proto__',
  'arn:aws:iam::123456789012:role/',
  'arn:aws:::::/:',
  'x'.repeat(20_000),
];

const byType: Readonly<Record<string, readonly string[]>> = {
  string: texts,
  integer: ['-1', '0', '1.5', '1e9', '99999999999', '9007199254740993', 'many', ''],
  boolean: ['maybe', '1', ''],
  timestamp: ['yesterday', '-1', '99999-01-01T00:00:00Z', '1970-01-01T00:00:00Z', ''],
  blob: ['!!!', '=', '', 'A'.repeat(20_000)],
};

/** Values for one member of a shape that no honest client sends: out of range, of another type, oversized, meant to harm. */
export function hostileValues(model: ApiModel, name: string): readonly Sample[] {
  const shape = model.shapes[name];
  switch (shape?.type) {
    case 'list':
      return ['text', [], [{ a: 'b' }], Array.from({ length: 1100 }, () => 'x'), ...hostileValues(model, shape.member).slice(0, 12).map((value) => [value]), ...(hostileOfStructure(model, shape.member) ?? []).map((value) => [value])];
    case 'structure':
      return ['text', {}, ['a'], ...(hostileOfStructure(model, name) ?? [])];
    case 'map':
      return ['text', ['a'], { a: 'b' }, { __proto__x: '<' }];
    default:
      return [...(byType[shape?.type ?? ''] ?? []), { a: 'b' }, ['x']];
  }
}

/** Each member of a structure in turn with a few hostile values. */
function hostileOfStructure(model: ApiModel, name: string): readonly Sample[] | undefined {
  const shape = model.shapes[name];
  if (shape?.type !== 'structure') return undefined;
  return Object.entries(shape.members).flatMap(([member, target]) => {
    const type = model.shapes[target]?.type ?? '';
    return (byType[type] ?? ['text', 'x'.repeat(5000)]).slice(0, 6).map((value) => ({ [member]: value }));
  });
}
