import { parseArgs } from 'node:util';
import { evaluate } from '@assent/policy';
import type { FileCase } from '@assent/policy';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { CaseFileError, readCaseFile } from './case-source.ts';
import { readSemantics, semanticsOption } from './semantics-option.ts';

const help = `Decides the cases of a file and prints one JSON line each.

Usage: assent authorize [--semantics NAME=VALUE]... FILE

  FILE    cases in YAML, JSON or JSON Lines; - is standard input

  --semantics NAME=VALUE    sets a switch, as often as wanted (docs/decisions.md)

A line has id, name, decision (allowed, implicitDeny, explicitDeny), by, reason and matchedStatements. A case that cannot
be read has id and error on its line; the others are decided all the same.

Exit status: 0 all cases were decided, 2 a case or the file cannot be read.

Example:
  assent authorize requests.yaml
`;

function lineOf(file: FileCase): { readonly line: object; readonly unreadable: boolean } {
  if ('error' in file) return { line: { id: file.error.id, error: file.error.message }, unreadable: true };
  const { id, name, request, semantics } = file.read;
  const { decision, by, reason, matchedStatements, switches } = evaluate(request, semantics);
  return { line: { id, name, decision, by, reason, matchedStatements, switches }, unreadable: false };
}

function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], options: semanticsOption, allowPositionals: true });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('`assent authorize` takes one file; see `assent authorize --help`');
  let cases: readonly FileCase[];
  try {
    cases = readCaseFile(file, new Date(), readSemantics(values.semantics));
  } catch (error) {
    if (error instanceof CaseFileError) throw new UsageError(error.message);
    throw error;
  }
  let status = 0;
  for (const each of cases) {
    const { line, unreadable } = lineOf(each);
    if (unreadable) status = 2;
    terminal.out(`${JSON.stringify(line)}\n`);
  }
  return Promise.resolve(status);
}

export const authorizeCommand: Command = { name: 'authorize', summary: 'decide the cases of a file', help, run };
