import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { shows, snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');
const snippets = snippetsOf(join(root, 'docs/grants.md'));
const steps = snippets.flatMap(({ language, line, text }, index) => (language === 'ts' ? [{ line, code: text, shown: snippets[index + 1]?.language === 'text' ? (snippets[index + 1]?.text ?? '') : '' }] : []));

let folder: string;
let server: LocalServer;
beforeAll(async () => {
  server = await LocalServer.start();
  folder = mkdtempSync(join(tmpdir(), 'assent-grants-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions: { noEmit: true, allowImportingTsExtensions: true, types: ['node'] }, include: ['guide.ts'] }));
  // One program, a line on its output before each step.
  writeFileSync(join(folder, 'guide.ts'), steps.map(({ line, code }) => `console.log('@@ ${line}');\n${code}\n`).join(''));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the program of docs/grants.md', () => {
  it('passes the type checker', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('prints what the page shows, and applies it to a running server', async () => {
    expect(steps.length).toBeGreaterThan(5);
    const env = { NO_COLOR: '1', HOME: folder, AWS_ENDPOINT_URL: server.url, AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: rootKey.accessKeyId, AWS_SECRET_ACCESS_KEY: rootKey.secretAccessKey };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--conditions=@assent/source', join(folder, 'guide.ts')], { encoding: 'utf8', env });
    expect(stderr).toBe('');
    const outputs = new Map(stdout.split(/^@@ /m).slice(1).map((part) => [Number.parseInt(part, 10), part.slice(part.indexOf('\n') + 1).trim()]));
    for (const { line, shown } of steps) {
      const output = outputs.get(line) ?? '';
      expect(shows(shown, output) && output.split('\n').length === shown.trim().split('\n').length, `line ${line} shows:\n${shown}\nbut it was:\n${output}`).toBe(true);
    }
  });
});
