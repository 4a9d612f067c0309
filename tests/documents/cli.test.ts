import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shows, snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-cli-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['docs/cli.md', 'docs/lint.md'])('the commands of %s', (page) => {
  const snippets = snippetsOf(join(root, page));
  const steps = snippets.flatMap((snippet, index) => {
    const next = snippets[index + 1];
    return snippet.language === 'sh' ? [{ line: snippet.line, script: snippet.text, shown: next?.language === 'text' ? next.text : undefined }] : [];
  });

  it('are there', () => expect(steps.length).toBeGreaterThanOrEqual(2));

  it.each(steps)('do what line $line shows', ({ script, shown }) => {
    const run = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', env: { PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}`, HOME: folder } });
    expect(run.stderr.replace(/^npm warn.*$/gm, '').trim()).toBe('');
    expect(run.status).toBe(0);
    // The line that `serve` prints when it is ready belongs to no finished command.
    if (shown !== undefined && !shown.startsWith('assent: ready')) expect(shows(shown, run.stdout), run.stdout).toBe(true);
  });
});
