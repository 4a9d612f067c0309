/** Runs the command with its arguments (without `node` and the script) and answers the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  process.stderr.write(`assent: unknown command \`${args[0] ?? ''}\`\n`);
  return 2;
}
