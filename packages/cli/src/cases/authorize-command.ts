import { parseArgs } from 'node:util';
import { evaluate, explain } from '@assent/policy';
import type { AuthorizationCase, FileCase, Semantics } from '@assent/policy';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { explanationTree } from '../explanation/explanation-tree.ts';
import { paintOf } from '../explanation/paint.ts';
import { CaseFileError, placeOfCase, readCaseFile } from './case-source.ts';
import { readSemantics, semanticsOption } from './semantics-option.ts';

const help = `Decides the cases of a file and prints one JSON line each.

Usage: assent authorize FILE [--explain [--json]] [--color WHEN] [--semantics NAME=VALUE]...

  FILE          cases in YAML, JSON or JSON Lines; - is standard input
  --explain     print why, as a tree: what each type of policy said, the statements that matched, and those that nearly
                matched, with the one element that failed
  --json        the whole explanation instead, a JSON line a case
  --color WHEN  always, never, or auto (the default): in a terminal, unless NO_COLOR is set
  --semantics NAME=VALUE  set a switch, as often as wanted (docs/decisions.md)

A line has id, name, decision (allowed, implicitDeny, explicitDeny), by, reason and matchedStatements. A case that cannot
be read has id and error on its line; the others are decided all the same.

Exit status: 0 all cases were decided, 2 a case or the file cannot be read.

Examples:
  assent authorize requests.yaml
  assent authorize requests.yaml --explain
`;

/** Writes what a case comes to. */
type Write = (read: AuthorizationCase, at: number) => string;

const decisionLine: Write = ({ id, name, request, semantics }) => {
  const { decision, by, reason, matchedStatements, switches } = evaluate(request, semantics);
  return `${JSON.stringify({ id, name, decision, by, reason, matchedStatements, switches })}\n`;
};

const explanationLine: Write = ({ id, name, request, semantics }) => `${JSON.stringify({ id, name, ...explain(request, semantics) })}\n`;

function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { explain: { type: 'boolean' }, json: { type: 'boolean' }, color: { type: 'string' }, ...semanticsOption },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('`assent authorize` takes one file; see `assent authorize --help`');
  const paint = paintOf(values.color, terminal);
  const tree: Write = (read, at) => `${paint.strong(placeOfCase(file, at, read))}\n${explanationTree(explain(read.request, read.semantics), paint).join('\n')}\n\n`;
  const forPeople = values.explain === true && values.json !== true;
  const write = forPeople ? tree : values.explain ? explanationLine : decisionLine;
  let status = 0;
  for (const each of read(file, readSemantics(values.semantics))) {
    if ('read' in each) {
      terminal.out(write(each.read, each.at));
      continue;
    }
    status = 2;
    const { id, message } = each.error;
    if (forPeople) terminal.error(`assent: ${placeOfCase(file, each.at, { id })}: ${message}\n`);
    else terminal.out(`${JSON.stringify({ id, error: message })}\n`);
  }
  return Promise.resolve(status);
}

function read(file: string, semantics: Semantics): readonly FileCase[] {
  try {
    return readCaseFile(file, new Date(), semantics);
  } catch (error) {
    if (error instanceof CaseFileError) throw new UsageError(error.message);
    throw error;
  }
}

export const authorizeCommand: Command = { name: 'authorize', summary: 'decide the cases of a file, and say why', help, run };
