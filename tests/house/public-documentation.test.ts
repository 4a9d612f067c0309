import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const index = resolve(import.meta.dirname, '../../packages/policy/src/index.ts');

/** Names that an index exports, with the file of each. */
const exported = [...readFileSync(index, 'utf8').matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, names = '', from = '']) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, file: join(dirname(index), from) })),
);

describe('what @assent/policy exports', () => {
  it('is told in a sentence each, where it stands', () => {
    expect(exported.length).toBeGreaterThan(40);
    const silent = exported.filter(({ name, file }) => !new RegExp(`\\*/\\nexport (?:const|function|class|interface|type) ${name}\\b`).test(readFileSync(file, 'utf8')));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
