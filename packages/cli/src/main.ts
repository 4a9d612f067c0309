import { readFileSync } from 'node:fs';
import { UsageError } from './command.ts';
import type { Command, Terminal } from './command.ts';

/** Loaded when they are asked for: `assent test` does not wait for the server's modules. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run/run-command.ts')).runCommand,
  serve: async () => (await import('./serve/serve-command.ts')).serveCommand,
  authorize: async () => (await import('./cases/authorize-command.ts')).authorizeCommand,
  lint: async () => (await import('./lint/lint-command.ts')).lintCommand,
  test: async () => (await import('./cases/test-command.ts')).testCommand,
  log: async () => (await import('./log/log-command.ts')).logCommand,
  'resource-policy': async () => (await import('./resource-policy/resource-policy-command.ts')).resourcePolicyCommand,
};

const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  watched: process.stderr.isTTY === true && process.stdout.isTTY === true,
  environment: process.env,
};

/** Runs the command with its arguments (without `node` and the script) and answers the exit status: 0 done, 1 something
 * does not hold, 2 wrong use or unreadable input. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === '--version') {
      terminal.out(`assent ${version()}\n`);
      return 0;
    }
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      terminal.out(await overview());
      return name === undefined ? 2 : 0;
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) throw new UsageError(`there is no command \`${name}\`; the commands are ${Object.keys(commands).join(', ')}`);
    const command = await load();
    // What stands behind `--` is somebody else's.
    const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
    if (own.includes('--help') || own.includes('-h')) {
      terminal.out(command.help);
      return 0;
    }
    return await command.run(rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError) && !isOptionError(error)) throw error;
    terminal.error(`assent: ${error.message.replaceAll('\n', ' ')}\n`);
    return 2;
  }
}

/** What `util.parseArgs` throws for options that do not exist or lack a value. */
const isOptionError = (error: unknown): error is Error => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(15)} ${summary}`);
  return `assent: AWS IAM that you can run, embed and test against

Usage: assent COMMAND [OPTIONS]

${lines.join('\n')}

  assent COMMAND --help   tells what a command takes
  assent --version        prints the version

Example:
  assent serve --memory --port 0
`;
}
