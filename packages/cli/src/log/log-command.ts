import { parseArgs } from 'node:util';
import type { AuditEvent } from '@assent/server';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { isAskedFor, lineOf } from './audit-filter.ts';
import { auditLines } from './audit-lines.ts';

const help = `Shows the decisions that a server wrote down.

Usage: assent log [FILE] [OPTIONS]

  FILE              what the server was told with --audit; default ASSENT_AUDIT, else audit.jsonl
  --follow          go on with what is written later, until a signal
  --denied          only what was refused, or would have been
  --principal TEXT  only callers with TEXT in their ARN or account
  --action ACTION   only calls that needed this IAM action; * stands for anything: s3:Get*
  --json            whole events, as they were written

Exit status: 0 done, 2 the file cannot be read, or is no record.

Example:
  assent log audit.jsonl --denied --follow
`;

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { follow: { type: 'boolean' }, denied: { type: 'boolean' }, principal: { type: 'string' }, action: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (positionals.length > 1) throw new UsageError('assent log takes one file');
  const file = positionals[0] ?? (terminal.environment['ASSENT_AUDIT'] || 'audit.jsonl');
  const filter = { denied: values.denied === true, principal: values.principal, action: values.action };
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  if (values.follow === true) process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    let number = 0;
    for await (const line of auditLines(file, values.follow === true ? stop.signal : undefined)) {
      number++;
      const event = eventOf(line);
      if (!event) throw new UsageError(`line ${number} of \`${file}\` is no event of a record`);
      if (isAskedFor(event, filter)) terminal.out(values.json === true ? `${line}\n` : `${lineOf(event)}\n`);
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`the record cannot be read: ${error.message}`);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  return 0;
}

function eventOf(line: string): AuditEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { additionalEventData } = (parsed ?? {}) as Partial<AuditEvent>;
  return Array.isArray(additionalEventData?.assent?.actions) ? (parsed as AuditEvent) : undefined;
}

export const logCommand: Command = { name: 'log', summary: 'show and follow the decisions that a server wrote down', help, run };
