import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from './program.ts';
import type { ProgramEnd } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-program-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Started {
  readonly ended: Promise<ProgramEnd>;
  readonly signals: EventEmitter;
}

function start(script: string, { inTerminal = false, environment = {} as Readonly<Record<string, string>> } = {}): Started {
  const signals = new EventEmitter();
  const ended = runProgram([process.execPath, '-e', script], { environment, inTerminal, signals: signals as unknown as NodeJS.Process });
  return { ended, signals };
}

/** Starts a program that says by a file when it can take a signal. */
async function startReady(script: string, name: string, inTerminal = false): Promise<Started> {
  const ready = new Promise<void>((resolve) => {
    const watcher = watch(folder, (_event, file) => {
      if (file !== name) return;
      watcher.close();
      resolve();
    });
  });
  const started = start(`${script}; require('fs').writeFileSync(${JSON.stringify(join(folder, name))}, ''); setInterval(() => {}, 1000)`, { inTerminal });
  await ready;
  return started;
}

describe('a program that is run', () => {
  it.each([0, 1, 42, 255])('ends with its own status: %i', async (status) => {
    expect(await start(`process.exitCode = ${status}`).ended).toEqual({ status });
  });

  it('has the environment that it is given, and no other', async () => {
    const script = "process.exitCode = Object.keys(process.env).join() === 'ONLY' && process.env.ONLY === 'x' ? 0 : 1";
    expect(await start(script, { environment: { ONLY: 'x' } }).ended).toEqual({ status: 0 });
  });

  it('gets the signals of this one, and ends as it likes', async () => {
    const { ended, signals } = await startReady("process.on('SIGTERM', () => process.exit(7))", 'term');
    signals.emit('SIGTERM', 'SIGTERM');
    expect(await ended).toEqual({ status: 7 });
    expect(signals.eventNames()).toEqual([]);
  });

  it('that a signal ends has 128 and its number', async () => {
    const { ended, signals } = await startReady('', 'hup');
    signals.emit('SIGHUP', 'SIGHUP');
    expect(await ended).toEqual({ status: 129 });
  });

  it('gets SIGINT once in a terminal, which sends it itself', async () => {
    const { ended, signals } = await startReady("process.on('SIGINT', () => process.exit(8)); process.on('SIGTERM', () => process.exit(9))", 'int', true);
    signals.emit('SIGINT', 'SIGINT');
    signals.emit('SIGTERM', 'SIGTERM');
    expect(await ended).toEqual({ status: 9 });
  });

  it('that is not there, or is none, is told as a shell does', async () => {
    const run = (command: string): Promise<ProgramEnd> => runProgram([command], { environment: {}, inTerminal: false, signals: new EventEmitter() as unknown as NodeJS.Process });
    const plain = join(folder, 'plain');
    writeFileSync(plain, 'text', { mode: 0o600 });
    expect(await run(join(folder, 'none'))).toEqual({ status: 127, failure: `there is no program \`${join(folder, 'none')}\`` });
    expect(await run(plain)).toMatchObject({ status: 126, failure: expect.stringContaining('cannot be started') as string });
  });
});
