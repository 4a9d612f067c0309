import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCase } from '@assent/policy';
import type { CaseResult, Expectation, FileCase, MatchedStatement, Semantics } from '@assent/policy';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { CaseFileError, readCaseFile } from './case-source.ts';
import { readSemantics, semanticsOption } from './semantics-option.ts';

const help = `Runs case files and compares each decision with what the case expects.

Usage: assent test [--semantics NAME=VALUE]... FILE...

  FILE    cases in YAML, JSON or JSON Lines; patterns such as 'cases/**/*.yaml' work

  --semantics NAME=VALUE    sets a switch, as often as wanted (docs/decisions.md)

Prints what does not hold, with the reason and the statements that matched, and a line of totals.

Exit status: 0 all cases hold, 1 some do not, 2 a file or a case cannot be read.

Example:
  assent test 'policies/**/*.cases.yaml'
`;

interface Totals {
  held: number;
  failed: number;
  unreadable: number;
}

function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], options: semanticsOption, allowPositionals: true });
  if (positionals.length === 0) throw new UsageError('`assent test` takes at least one file; see `assent test --help`');
  const semantics = readSemantics(values.semantics);
  const totals: Totals = { held: 0, failed: 0, unreadable: 0 };
  for (const file of positionals.flatMap(expand)) testFile(file, semantics, totals, terminal);
  const { held, failed, unreadable } = totals;
  terminal.out(`${held} passed, ${failed} failed${unreadable > 0 ? `, ${unreadable} unreadable` : ''}\n`);
  return Promise.resolve(unreadable > 0 ? 2 : failed > 0 ? 1 : 0);
}

/** A pattern that matches nothing is a mistake, not an empty test. */
function expand(pattern: string): readonly string[] {
  if (!/[*?[\]{}]/.test(pattern)) return [pattern];
  const files = globSync(pattern).sort();
  if (files.length === 0) throw new UsageError(`no file matches \`${pattern}\``);
  return files;
}

function testFile(file: string, semantics: Semantics, totals: Totals, terminal: Terminal): void {
  let cases: readonly FileCase[];
  try {
    cases = readCaseFile(file, new Date(), semantics);
  } catch (error) {
    if (!(error instanceof CaseFileError)) throw error;
    totals.unreadable++;
    terminal.error(`assent: ${error.message}\n`);
    return;
  }
  for (const each of cases) {
    if ('error' in each) {
      totals.unreadable++;
      terminal.error(`assent: ${file}: case ${each.error.id ?? each.at}: ${each.error.message}\n`);
      continue;
    }
    const { id, name, expect } = each.read;
    if (!expect) {
      totals.unreadable++;
      terminal.error(`assent: ${file}: case ${id ?? each.at}: \`expect\` is missing: say what the decision should be\n`);
      continue;
    }
    const result = runCase(each.read);
    if (result.holds) {
      totals.held++;
    } else {
      totals.failed++;
      terminal.out(report(`${file}: ${[id, name].filter((part) => part !== undefined).join(' ') || `case ${each.at}`}`, expect, result));
    }
  }
}

function report(title: string, expect: Expectation, { decision }: CaseResult): string {
  const by = (type: string | undefined): string => (type === undefined ? '' : ` by ${type}`);
  const matched = decision.matchedStatements.map((statement) => `    ${describe(statement)}\n`).join('');
  return [
    `✗ ${title}\n`,
    `  expected ${expect.decision}${by(expect.by)}, but it is ${decision.decision}${by(decision.by)} (${decision.rule}): ${decision.reason}\n`,
    matched === '' ? '  no statement matched\n' : `  statements that matched:\n${matched}`,
  ].join('');
}

function describe({ policyType, policy, documentIndex, statementIndex, sid, effect, level }: MatchedStatement): string {
  const where = `${policyType}${level === undefined ? '' : ` level ${level}`}, ${policy ?? `document ${documentIndex}`}`;
  return `${effect} ${where}, statement ${statementIndex}${sid === undefined || sid === '' ? '' : ` "${sid}"`}`;
}

export const testCommand: Command = { name: 'test', summary: 'run case files and compare with what they expect', help, run };
