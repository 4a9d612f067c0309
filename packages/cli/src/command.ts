/** Where a command reads and writes. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether standard output is a terminal that takes colour. */
  readonly colour: boolean;
  /** Whether somebody watches standard error, and may be shown progress. */
  readonly watched: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A subcommand of `assent`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints: usage, options, exit codes, an example. */
  readonly help: string;
  /** @returns the exit status */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** Thrown where the command line is wrong; printed in one line, exit status 2. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
