import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');

it('the example of docs/analysis.md prints what the page shows', () => {
  const [example, shown] = snippetsOf(join(root, 'docs/analysis.md'));
  const folder = mkdtempSync(join(tmpdir(), 'assent-analysis-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'example.ts'), example?.text ?? '');
    const { stdout, stderr } = spawnSync(process.execPath, ['--conditions=@assent/source', 'example.ts'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(shown?.text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
