import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shows, snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');
const [program, output] = snippetsOf(join(root, 'docs/gate.md'));

describe('the program of docs/gate.md', () => {
  it('prints what the page shows', () => {
    expect([program?.language, output?.language]).toEqual(['ts', 'text']);
    const { stdout, stderr } = spawnSync(process.execPath, ['--conditions=@assent/source', '--input-type=module-typescript', '--eval', program?.text ?? ''], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(shows(output?.text ?? '', stdout), stdout).toBe(true);
  });
});
