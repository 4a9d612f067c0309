import { junitXml } from '../report/junit-xml.ts';
import type { JunitCase } from '../report/junit-xml.ts';
import type { LintedFile, LintOutcome } from './lint-run.ts';
import { isAtLeast, severityOf } from './severity.ts';
import type { Severity } from './severity.ts';
import type { JudgedFinding } from './suppression.ts';

/** Findings as one JSON document: a list of files, each with its findings as AWS's API shapes them. */
export function jsonReport({ files, skipped, policies }: LintOutcome): string {
  const listed = files.map(({ source, kinds, findings, guessed }) => ({
    file: source.path,
    kinds,
    ...(guessed ? { guessedPolicyType: guessed } : {}),
    findings: findings.map(({ subject, finding, accepted, replacement }) => ({ subject, ...finding, ...(replacement === undefined ? {} : { replacement }), ...(accepted ? { suppressed: accepted.reason } : {}) })),
  }));
  return `${JSON.stringify({ policies, files: listed, skipped }, undefined, 2)}\n`;
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', security: 'error', warning: 'warning', suggestion: 'notice' };

/** Findings as commands of GitHub's workflows, which show them beside the lines. */
export function githubReport(files: readonly LintedFile[]): string {
  return files
    .flatMap(({ source, findings }) => findings.filter(({ accepted }) => !accepted).map(({ finding }) => ({ path: source.path, finding })))
    .map(({ path, finding: { findingType, issueCode, findingDetails, locations } }) => {
      const { start, end } = locations[0]?.span ?? { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
      const columns = start.line === end.line ? `,col=${start.column + 1},endColumn=${end.column + 1}` : `,col=${start.column + 1}`;
      return `::${commands[severityOf(findingType)]} file=${property(path)},line=${start.line},endLine=${end.line}${columns},title=${issueCode}::${data(findingDetails)}\n`;
    })
    .join('');
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Findings as JUnit XML: a suite a file, a test case a finding, which fails where it is grave enough to fail the command. */
export const lintJunitReport = ({ files, skipped }: LintOutcome, failOn: Severity): string =>
  junitXml([
    ...files.map(({ source, findings, milliseconds }) => {
      const open = findings.filter(({ accepted }) => !accepted);
      return { file: source.path, milliseconds, cases: open.length === 0 ? [{ name: 'no findings', milliseconds }] : open.map((each) => testCase(each, failOn)) };
    }),
    ...skipped.map(({ path, reason }) => ({ file: path, milliseconds: 0, cases: [{ name: 'the file can be read', milliseconds: 0, problem: { element: 'error' as const, type: 'unreadable', message: reason } }] })),
  ]);

function testCase({ subject, finding: { findingType, issueCode, findingDetails, locations } }: JudgedFinding, failOn: Severity): JunitCase {
  const { line, column } = locations[0]?.span.start ?? { line: 1, column: 0 };
  const name = `${issueCode} ${line}:${column + 1}`;
  if (!isAtLeast(findingType, failOn)) return { name, milliseconds: 0 };
  return { name, milliseconds: 0, problem: { element: 'failure', type: severityOf(findingType), message: findingDetails, text: subject } };
}
