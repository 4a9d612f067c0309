import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snippetsOf } from './snippet.ts';
import { stepsOf, walk } from './walk.ts';

describe('the commands of the README', () => {
  it('name the two that do all the set-up', () => {
    expect(snippetsOf(join(resolve(import.meta.dirname, '../..'), 'README.md'))[0]?.text).toBe('npm start');
    expect(stepsOf('README.md').length).toBeGreaterThan(5);
  });

  walk('README.md');
});
