import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shows, snippetsOf } from './snippet.ts';

const root = resolve(import.meta.dirname, '../..');
const command = join(root, 'packages/cli/bin/assent.js');
const hasCli = spawnSync('aws', ['--version']).status === 0;

export interface Step {
  readonly line: number;
  readonly script: string;
  readonly shown?: string;
}

/** The `sh` blocks of a document behind those that start the server, each with the `text` block that follows it, if one
 * does. */
export function stepsOf(document: string): Step[] {
  const snippets = snippetsOf(join(root, document));
  return snippets.flatMap((snippet, index) => {
    if (snippet.language !== 'sh' || /^np[mx] (start|test|assent serve)/.test(snippet.text)) return [];
    const next = snippets[index + 1];
    return [{ line: snippet.line, script: snippet.text, ...(next?.language === 'text' ? { shown: next.text } : {}) }];
  });
}

/** Tests that the commands of a document do what it shows, run as by a reader who has started the server.
 * @param options of `assent serve`, as the document starts it */
export function walk(document: string, options: readonly string[] = []): void {
  let folder: string;
  let server: ChildProcess | undefined;
  let admin = '';

  /** As the document says, but on a free port, with its data where it says: `.assent` beside the reader. */
  function serve(): Promise<void> {
    return new Promise((ready, failed) => {
      const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--admin-port', '0', ...options], { cwd: folder });
      server = child;
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += String(chunk);
        admin = /^assent: ready on \S+ \(admin (\S+)\)$/m.exec(output)?.[1] ?? '';
        if (admin !== '') ready();
      });
      child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
      child.once('exit', (status) => failed(new Error(`assent serve ended with ${status}: ${output}`)));
    });
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assent-document-'));
    // As far as the commands go, a clone: `npx` finds the command among its packages.
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    await serve();
  });

  afterAll(async () => {
    if (server && server.exitCode === null) {
      const ended = new Promise((done) => server?.once('exit', done));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it.runIf(hasCli)('do what they show, run one after another as they stand (needs the AWS CLI)', { timeout: 120_000 }, () => {
    const steps = stepsOf(document);
    // One shell for all, as for a reader; a marker line on both streams separates the steps.
    const script = steps.map(({ line, script: text }) => `echo "@@ ${line}"; { ${text}\n} 2>&1`).join('\n');
    const run = spawnSync('bash', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}`, HOME: folder, AWS_PAGER: '', COLUMNS: '1000', ASSENT_ADMIN: admin },
    });
    const outputs = new Map(
      run.stdout
        .split(/^@@ /m)
        .slice(1)
        .map((part) => [Number.parseInt(part, 10), part.slice(part.indexOf('\n') + 1)]),
    );
    for (const { line, shown } of steps) {
      const output = outputs.get(line) ?? '';
      if (shown !== undefined) expect(shows(shown, output), `line ${line} shows:\n${shown}\nbut it was:\n${output}`).toBe(true);
      else expect(output, `line ${line}`).not.toMatch(/error occurred|npm error|command not found|Traceback|^assent: |Unable to|Could not/im);
    }
  });
}
