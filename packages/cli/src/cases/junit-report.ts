import { explanationTree } from '../explanation/explanation-tree.ts';
import { plain } from '../explanation/paint.ts';
import { differenceOf } from './case-run.ts';
import type { CaseOutcome, FileOutcome } from './case-run.ts';

/** The outcomes as JUnit XML, as CI systems read it: a suite a file, a test case a case. */
export function junitReport(files: readonly FileOutcome[]): string {
  const suites = files.map(suiteOf);
  const sum = (of: (suite: Suite) => number): number => suites.reduce((total, suite) => total + of(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="assent" ${counts({ tests: sum(({ tests }) => tests), failures: sum(({ failures }) => failures), errors: sum(({ errors }) => errors), milliseconds: sum(({ milliseconds }) => milliseconds) })}>`,
    ...suites.flatMap((suite) => [`  <testsuite name="${escape(suite.file)}" ${counts(suite)}>`, ...suite.lines, '  </testsuite>']),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly milliseconds: number;
}

interface Suite extends Counts {
  readonly file: string;
  readonly lines: readonly string[];
}

const counts = ({ tests, failures, errors, milliseconds }: Counts): string => `tests="${tests}" failures="${failures}" errors="${errors}" time="${seconds(milliseconds)}"`;

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);

function suiteOf({ file, cases, unreadable, milliseconds }: FileOutcome): Suite {
  // A file that cannot be read is a test case of its own, or nobody would see it.
  const all: readonly CaseOutcome[] = unreadable === undefined ? cases : [{ kind: 'unreadable', place: file, name: 'the file can be read', message: unreadable, milliseconds }];
  return {
    file,
    tests: all.length,
    failures: all.filter(({ kind }) => kind === 'failed').length,
    errors: all.filter(({ kind }) => kind === 'unreadable').length,
    milliseconds,
    lines: all.flatMap((each) => testCase(file, each)),
  };
}

function testCase(file: string, each: CaseOutcome): readonly string[] {
  const open = `    <testcase name="${escape(each.name)}" classname="${escape(file)}" time="${seconds(each.milliseconds)}"`;
  switch (each.kind) {
    case 'held':
      return [`${open}/>`];
    case 'unreadable':
      return [`${open}>`, `      <error type="unreadable" message="${escape(each.message)}"/>`, '    </testcase>'];
    case 'failed': {
      const text = explanationTree(each.explanation, plain).join('\n');
      return [`${open}>`, `      <failure type="decision" message="${escape(differenceOf(each.expect, each.explanation))}">${escape(text, '\n')}</failure>`, '    </testcase>'];
    }
  }
}

/** Text for XML 1.0: its five signs escaped, and what XML cannot hold at all replaced.
 * @param kept white space that stays as it is; an attribute keeps none */
function escape(text: string, kept = ''): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => (kept.includes(sign) ? sign : `&#${sign.charCodeAt(0)};`));
}
