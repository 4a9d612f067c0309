import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shows, snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');
const snippets = snippetsOf(join(root, 'docs/policy.md'));
const steps = snippets.flatMap((snippet, index) => {
  const next = snippets[index + 1];
  return snippet.language === 'ts' ? [{ line: snippet.line, code: snippet.text, shown: next?.language === 'text' ? next.text : '' }] : [];
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-policy-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions: { noEmit: true, allowImportingTsExtensions: true, types: ['node'] }, include: ['guide.ts'] }));
  // One program, a line on its output before each step.
  writeFileSync(join(folder, 'guide.ts'), steps.map(({ line, code }) => `console.log('@@ ${line}');\n${code}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the program of docs/policy.md', () => {
  it('passes the type checker', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('prints what the page shows', () => {
    expect(steps.length).toBeGreaterThan(6);
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=@assent/source', join(folder, 'guide.ts')], { encoding: 'utf8', env: { NO_COLOR: '1' } });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const outputs = new Map(stdout.split(/^@@ /m).slice(1).map((part) => [Number.parseInt(part, 10), part.slice(part.indexOf('\n') + 1).trim()]));
    for (const { line, shown } of steps) {
      const output = outputs.get(line) ?? '';
      expect(shows(shown, output) && output.split('\n').length === shown.split('\n').length, `line ${line} shows:\n${shown}\nbut it was:\n${output}`).toBe(true);
    }
  });
});
