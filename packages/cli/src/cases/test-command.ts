import { existsSync, globSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Semantics } from '@assent/policy';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { explanationTree } from '../explanation/explanation-tree.ts';
import { progressIn } from '../report/progress.ts';
import { paintOf } from '../explanation/paint.ts';
import type { Paint } from '../explanation/paint.ts';
import { visible } from '../explanation/visible.ts';
import { differenceOf, runCaseFile, totalsOf } from './case-run.ts';
import type { CaseOutcome, Clock, FileOutcome } from './case-run.ts';
import { readSemantics, semanticsOption } from './semantics-option.ts';
import { junitReport } from './junit-report.ts';
import { folderWatcher } from './watcher.ts';
import type { Watcher } from './watcher.ts';

const help = `Runs case files and compares each decision with what the case expects.

Usage: assent test FILE... [--junit FILE] [--watch] [--color WHEN] [--semantics NAME=VALUE]...

  FILE          cases in YAML, JSON or JSON Lines; patterns such as 'cases/**/*.yaml' work, in quotes too
  --junit FILE  also write the outcome as JUnit XML, a suite for each case file
  --watch       run again whenever a case file or a document that its cases name changes
  --color WHEN  always, never, or auto (the default): in a terminal, unless NO_COLOR is set
  --semantics NAME=VALUE  set a switch, as often as wanted (docs/decisions.md)

Prints each case that does not hold with its explanation, and a line of totals.

Exit status: 0 all cases hold, 1 some do not, 2 a file or a case cannot be read, or a pattern matches nothing.

Example:
  assent test 'policies/**/*.cases.yaml' --junit report.xml
`;

/** What the command needs from outside. */
export interface TestEnvironment {
  readonly watcher: Watcher;
  readonly clock: Clock;
}

interface Run {
  readonly patterns: readonly string[];
  readonly junit: string | undefined;
  readonly semantics: Semantics;
  readonly paint: Paint;
}

/** Makes the command. */
export function testCommandIn({ watcher, clock }: TestEnvironment): Command {
  return {
    name: 'test',
    summary: 'run case files and compare with what they expect',
    help,
    async run(args, terminal) {
      const { positionals, values } = parseArgs({
        args: [...args],
        options: { junit: { type: 'string' }, watch: { type: 'boolean' }, color: { type: 'string' }, ...semanticsOption },
        allowPositionals: true,
      });
      if (positionals.length === 0) throw new UsageError('`assent test` takes at least one file; see `assent test --help`');
      const asked: Run = { patterns: positionals, junit: values.junit, semantics: readSemantics(values.semantics), paint: paintOf(values.color, terminal) };
      for (;;) {
        const { status, files } = runOnce(asked, terminal, clock);
        if (values.watch !== true) return status;
        terminal.out(`watching ${files.length} files; ctrl-c ends\n`);
        if (!(await watcher.nextChange(files))) return status;
        terminal.out('\n');
      }
    },
  };
}

function runOnce({ patterns, junit, semantics, paint }: Run, terminal: Terminal, clock: Clock): { readonly status: number; readonly files: readonly string[] } {
  const paths = [...new Set(patterns.flatMap(expand))];
  const progress = progressIn(terminal, clock, 'cases');
  const outcomes = paths.map((file) => {
    const outcome = runCaseFile(file, new Date(), semantics, clock, progress.step);
    progress.clear();
    report(outcome, terminal, paint);
    return outcome;
  });
  const { held, failed, unreadable } = totalsOf(outcomes);
  const totals = `${held} passed, ${failed} failed${unreadable > 0 ? `, ${unreadable} unreadable` : ''}`;
  terminal.out(`${failed + unreadable > 0 ? paint.bad(totals) : paint.good(totals)}\n`);
  if (junit !== undefined) write(junit, junitReport(outcomes));
  return { status: unreadable > 0 ? 2 : failed > 0 ? 1 : 0, files: [...paths, ...outcomes.flatMap(({ documents }) => documents)] };
}

/** A pattern that matches nothing is a mistake, not an empty test. */
function expand(pattern: string): readonly string[] {
  if (!/[*?[\]{}]/.test(pattern) || existsSync(pattern)) return [pattern];
  const files = globSync(pattern).sort();
  if (files.length === 0) throw new UsageError(`no file matches \`${pattern}\`: check the pattern, and the folder it starts from`);
  return files;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`the report \`${file}\` cannot be written: ${(error as Error).message}`);
  }
}

function report({ unreadable, cases }: FileOutcome, terminal: Terminal, paint: Paint): void {
  if (unreadable !== undefined) terminal.error(`assent: ${visible(unreadable)}\n`);
  for (const each of cases) {
    if (each.kind === 'unreadable') terminal.error(`assent: ${each.place}: ${visible(each.message)}\n`);
    else if (each.kind === 'failed') terminal.out(failureText(each, paint));
  }
}

const failureText = ({ place, expect, explanation }: CaseOutcome & { readonly kind: 'failed' }, paint: Paint): string =>
  [paint.bad(`✗ ${place}`), `  ${paint.strong(differenceOf(expect, explanation))}`, ...explanationTree(explanation, paint).map((line) => `  ${line}`), '', ''].join('\n');

export const testCommand = testCommandIn({ watcher: folderWatcher, clock: () => performance.now() });
