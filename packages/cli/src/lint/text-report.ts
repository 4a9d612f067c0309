import { explainCodes, explainOwnCodes } from '@assent/analysis';
import type { FindingType } from '@assent/analysis';
import type { Paint } from '../explanation/paint.ts';
import { visible } from '../explanation/visible.ts';
import type { LintedFile } from './lint-run.ts';
import { kindName } from './policy-type.ts';
import { severityOf } from './severity.ts';
import type { JudgedFinding } from './suppression.ts';

/** How much of a line is shown: plans have everything in one. */
const width = 100;

const remedies = new Map([...explainCodes(), ...explainOwnCodes()].map(({ code, remedy }) => [code, remedy]));

/** What to do about a code. */
export const remedyOf = (code: string): string => remedies.get(code) ?? '';

/** A file's findings for people: each with its line, and a caret under the place. */
export function textReport({ source, findings, guessed }: LintedFile, paint: Paint): string {
  const open = findings.filter(({ accepted }) => !accepted);
  if (open.length === 0) return '';
  const lines = source.text.split('\n');
  const note = guessed ? [`  ${paint.faint(`taken for ${kindName(guessed)}; --policy-type says what it is`)}`] : [];
  return [paint.strong(visible(source.path)), ...note, ...open.flatMap((each) => entry(each, lines, paint)), '', ''].join('\n');
}

function entry({ subject, replacement, finding: { findingType, issueCode, findingDetails, locations } }: JudgedFinding, lines: readonly string[], paint: Paint): readonly string[] {
  const span = locations[0]?.span;
  const place = span ? `${span.start.line}:${span.start.column + 1}` : '1:1';
  const word = severityOf(findingType);
  const shown = span ? excerpt(lines[span.start.line - 1] ?? '', span.start.column, span.end.line === span.start.line ? span.end.column : undefined) : undefined;
  const margin = String(span?.start.line ?? '').padStart(6);
  return [
    `  ${place} ${colour(findingType, paint)(word)} ${paint.strong(issueCode)} ${visible(findingDetails)}${subject === 'policy' || subject === 'file' || subject === 'comment' ? '' : paint.faint(` [${visible(subject)}]`)}`,
    ...(shown ? [`  ${paint.faint(`${margin} |`)} ${shown.line}`, `  ${' '.repeat(margin.length)} ${paint.faint('|')} ${shown.caret}`] : []),
    `         ${paint.faint('→')} ${remedyOf(issueCode)}`,
    ...(replacement === undefined ? [] : replacement.split('\n').map((line) => `         ${paint.faint(visible(line))}`)),
  ];
}

const colour = (type: FindingType, paint: Paint): ((text: string) => string) => (type === 'ERROR' || type === 'SECURITY_WARNING' ? paint.bad : type === 'WARNING' ? paint.near : paint.faint);

function excerpt(line: string, start: number, end: number | undefined): { readonly line: string; readonly caret: string } {
  const from = line.length <= width ? 0 : Math.max(0, Math.min(start - 30, line.length - width));
  const part = line.slice(from, from + width).replace(/\r$/, '').replaceAll('\t', ' ');
  const [before, after] = [from > 0 ? '…' : '', from + width < line.length ? '…' : ''];
  const length = Math.max(1, Math.min(end ?? line.length, from + width) - start);
  // Control characters are written out longer than they are: the caret counts what is shown.
  const indent = visible(part.slice(0, start - from)).length + before.length;
  return { line: `${before}${visible(part)}${after}`, caret: ' '.repeat(indent) + '^'.repeat(length) };
}
