import { explain, runCase } from '@assent/policy';
import type { Expectation, Explanation, FileCase, Semantics } from '@assent/policy';
import { CaseFileError, placeOfCase, readCaseFile } from './case-source.ts';

/** What became of a case. `place` says where it stands, `name` what it is called in its file. */
export type CaseOutcome = { readonly place: string; readonly name: string; readonly milliseconds: number } & (
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly expect: Expectation; readonly explanation: Explanation }
  | { readonly kind: 'unreadable'; readonly message: string }
);

/** What became of the cases of a file. */
export interface FileOutcome {
  readonly file: string;
  readonly cases: readonly CaseOutcome[];
  /** Why the file cannot be read at all. */
  readonly unreadable?: string;
  /** The documents that its cases name. */
  readonly documents: readonly string[];
  readonly milliseconds: number;
}

/** Milliseconds from some point on. */
export type Clock = () => number;

/** Runs the cases of a file and compares with what they expect.
 * @param onCase told after every case */
export function runCaseFile(file: string, now: Date, semantics: Semantics, clock: Clock, onCase: () => void): FileOutcome {
  const started = clock();
  const documents = new Set<string>();
  const outcome = (cases: readonly CaseOutcome[], unreadable?: string): FileOutcome => ({
    file,
    cases,
    ...(unreadable === undefined ? {} : { unreadable }),
    documents: [...documents],
    milliseconds: clock() - started,
  });
  let read: readonly FileCase[];
  try {
    read = readCaseFile(file, now, semantics, (path) => documents.add(path));
  } catch (error) {
    if (error instanceof CaseFileError) return outcome([], error.message);
    throw error;
  }
  return outcome(
    read.map((each) => {
      const ran = runOne(file, each, clock);
      onCase();
      return ran;
    }),
  );
}

function runOne(file: string, each: FileCase, clock: Clock): CaseOutcome {
  const started = clock();
  const { id, name } = 'read' in each ? each.read : { id: each.error.id, name: undefined };
  const told = { place: placeOfCase(file, each.at, { id, name }), name: [id, name].filter((part) => part !== undefined && part !== '').join(' ') || `case ${each.at}` };
  const taken = (): { milliseconds: number } => ({ milliseconds: clock() - started });
  if ('error' in each) return { ...told, kind: 'unreadable', message: each.error.message, ...taken() };
  const { expect } = each.read;
  if (!expect) return { ...told, kind: 'unreadable', message: '`expect` is missing: say what the decision should be', ...taken() };
  if (runCase(each.read).holds) return { ...told, kind: 'held', ...taken() };
  return { ...told, kind: 'failed', expect, explanation: explain(each.read.request, each.read.semantics), ...taken() };
}

export interface Totals {
  readonly held: number;
  readonly failed: number;
  readonly unreadable: number;
}

export function totalsOf(files: readonly FileOutcome[]): Totals {
  const count = (kind: CaseOutcome['kind']): number => files.reduce((sum, { cases }) => sum + cases.filter((each) => each.kind === kind).length, 0);
  return { held: count('held'), failed: count('failed'), unreadable: count('unreadable') + files.filter(({ unreadable }) => unreadable !== undefined).length };
}

/** What was expected and what it is instead, in one line. */
export function differenceOf(expect: Expectation, { decision }: Explanation): string {
  const by = (type: string | undefined): string => (type === undefined ? '' : ` by ${type}`);
  return `expected ${expect.decision}${by(expect.by)}, got ${decision.decision}${by(decision.by)}`;
}
