import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shows, snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');
const snippets = snippetsOf(join(root, 'docs/grants-cdk.md'));
const [program, printed, command, answer] = snippets.map(({ text }) => text);
const bin = join(root, 'node_modules/.bin');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-grants-cdk-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions: { noEmit: true, allowImportingTsExtensions: true, types: ['node'] }, include: ['app.ts'] }));
  writeFileSync(join(folder, 'app.ts'), program ?? '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A program of CDK takes seconds to load, and many where the machine is busy.
describe('the program of docs/grants-cdk.md', { timeout: 120_000 }, () => {
  it('passes the type checker', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('prints what the page shows, and its cases hold', () => {
    expect(snippets.map(({ language }) => language)).toEqual(['ts', 'text', 'sh', 'text']);
    const env = { NO_COLOR: '1', HOME: folder, PATH: `${bin}:${process.env['PATH'] ?? ''}`, TMPDIR: folder };
    const run = spawnSync(process.execPath, ['--conditions=@assent/source', 'app.ts'], { cwd: folder, encoding: 'utf8', env });
    expect({ status: run.status, stdout: run.stdout.trim() }).toEqual({ status: 0, stdout: printed });
    const tested = spawnSync('bash', ['-c', command ?? ''], { cwd: folder, encoding: 'utf8', env });
    expect(shows(answer ?? '?', tested.stdout), tested.stdout + tested.stderr).toBe(true);
    expect(tested.status).toBe(0);
  });
});
