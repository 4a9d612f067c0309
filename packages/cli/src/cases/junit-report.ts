import { explanationTree } from '../explanation/explanation-tree.ts';
import { plain } from '../explanation/paint.ts';
import { junitXml } from '../report/junit-xml.ts';
import type { JunitCase } from '../report/junit-xml.ts';
import { differenceOf } from './case-run.ts';
import type { CaseOutcome, FileOutcome } from './case-run.ts';

/** The outcomes as JUnit XML: a suite a file, a test case a case. */
export const junitReport = (files: readonly FileOutcome[]): string =>
  junitXml(
    files.map(({ file, cases, unreadable, milliseconds }) => ({
      file,
      // A file that cannot be read is a test case of its own, or nobody would see it.
      cases: unreadable === undefined ? cases.map(testCase) : [{ name: 'the file can be read', milliseconds, problem: { element: 'error', type: 'unreadable', message: unreadable } }],
      milliseconds,
    })),
  );

function testCase(each: CaseOutcome): JunitCase {
  const { name, milliseconds } = each;
  switch (each.kind) {
    case 'held':
      return { name, milliseconds };
    case 'unreadable':
      return { name, milliseconds, problem: { element: 'error', type: 'unreadable', message: each.message } };
    case 'failed':
      return { name, milliseconds, problem: { element: 'failure', type: 'decision', message: differenceOf(each.expect, each.explanation), text: explanationTree(each.explanation, plain).join('\n') } };
  }
}
