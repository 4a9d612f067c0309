import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { LogStream } from './log-stream.ts';

/** How a program ended. */
export interface ProgramEnd {
  /** As a shell says it: the program's own, 128 and the number of the signal that ended it, 126 or 127 where it could not be started. */
  readonly status: number;
  /** Why it could not be started. */
  readonly failure?: string;
}

export interface ProgramOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the terminal sends its signals to the program itself. */
  readonly inTerminal: boolean;
  /** Where what it prints goes besides; its output is not a terminal then. */
  readonly log?: Pick<LogStream, 'write'> | undefined;
  /** Where signals arrive. */
  readonly signals: Pick<NodeJS.Process, 'on' | 'off'>;
}

const passedOn = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR2'] as const;
/** A terminal sends these to everything that runs in its foreground. */
const ofTerminal: ReadonlySet<NodeJS.Signals> = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT']);

/** Runs a program with the streams of this one, which are copied where it has a log, passes signals on to it, and waits for its end. */
export function runProgram([command, ...args]: readonly [string, ...string[]], { environment, inTerminal, signals, log }: ProgramOptions): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: environment, stdio: log ? ['inherit', 'pipe', 'pipe'] : 'inherit' });
    if (log) copy(child, log);
    const onSignal = (signal: NodeJS.Signals): void => {
      if (!inTerminal || !ofTerminal.has(signal)) child.kill(signal);
    };
    for (const signal of passedOn) signals.on(signal, onSignal);
    const end = (ended: ProgramEnd): void => {
      for (const signal of passedOn) signals.off(signal, onSignal);
      resolve(ended);
    };
    let isStarted = false;
    child.once('spawn', () => (isStarted = true));
    child.on('error', (error: NodeJS.ErrnoException) => {
      // Of a program that runs it says that a signal did not arrive; its end is still to come.
      if (!isStarted) end(error.code === 'ENOENT' ? { status: 127, failure: `there is no program \`${command}\`` } : { status: 126, failure: `\`${command}\` cannot be started: ${error.message}` });
    });
    child.once(log ? 'close' : 'exit', (code: number | null, signal: NodeJS.Signals | null) => end({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) }));
  });
}

function copy({ stdout, stderr }: ChildProcess, log: Pick<LogStream, 'write'>): void {
  for (const [from, to] of [[stdout, process.stdout], [stderr, process.stderr]] as const) {
    from?.on('data', (chunk: Buffer) => log.write(chunk));
    from?.pipe(to, { end: false });
  }
}
