import { remarkFinding } from '@assent/analysis';
import type { PathElement, SubjectFinding } from '@assent/analysis';
import { isOf } from './lint-config.ts';
import type { LintConfig } from './lint-config.ts';
import type { SourceText } from './source-file.ts';

/** A comment that accepts findings of some lines. */
interface CommentSuppression {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

const word = 'assent-ignore';

/** Codes and reason of a comment; `undefined` for another comment. */
function readComment(text: string): { readonly codes: readonly string[]; readonly reason: string } | undefined {
  const at = text.indexOf(word);
  if (at < 0 || text.slice(1, at).trim() !== '') return undefined;
  const rest = text.slice(at + word.length);
  const colon = rest.indexOf(':');
  const codes = (colon < 0 ? rest : rest.slice(0, colon)).split(/[\s,]+/).filter((code) => code !== '');
  return codes.length > 0 && codes.every((code) => /^[A-Z0-9_]+$/.test(code)) ? { codes, reason: colon < 0 ? '' : rest.slice(colon + 1).trim() } : undefined;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The comments `# assent-ignore CODE: why` of a YAML text. One behind a value is about its line; one on a line of its own
 * about the next line and what is indented under it. */
function commentsOf({ text, locator, language }: SourceText): { readonly suppressions: readonly CommentSuppression[]; readonly faults: readonly SubjectFinding[] } {
  if (language !== 'yaml' || !text.includes(word)) return { suppressions: [], faults: [] };
  const lines = text.split('\n');
  const suppressions: CommentSuppression[] = [];
  const faults: SubjectFinding[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const hash = line.includes(word) ? line.lastIndexOf('#', line.indexOf(word)) : -1;
    const read = hash < 0 ? undefined : readComment(line.slice(hash));
    if (read) {
      const { codes, reason } = read;
      if (reason === '') faults.push(remarkFinding({ code: 'ASSENT_SUPPRESSION_WITHOUT_REASON', subject: 'comment', details: `${codes.join(', ')}: the comment does not say why.`, start: offset + hash, end: offset + line.trimEnd().length }, locator));
      else suppressions.push({ codes, reason, ...linesOf(lines, index, line.slice(0, hash).trim() === '') });
    }
    offset += line.length + 1;
  }
  return { suppressions, faults };
}

function linesOf(lines: readonly string[], index: number, alone: boolean): { readonly firstLine: number; readonly lastLine: number } {
  if (!alone) return { firstLine: index + 1, lastLine: index + 1 };
  let first = index + 1;
  while (first < lines.length && /^\s*(?:#.*)?$/.test(lines[first] ?? '')) first++;
  const indent = indentOf(lines[first] ?? '');
  let last = first;
  while (last + 1 < lines.length && ((lines[last + 1] ?? '').trim() === '' || indentOf(lines[last + 1] ?? '') > indent)) last++;
  return { firstLine: first + 1, lastLine: last + 1 };
}

/** The way to a place as text: `Statement[0].Action[1]`. */
export const pathText = (path: readonly PathElement[]): string =>
  path.reduce((text, element) => {
    if ('index' in element) return `${text}[${element.index}]`;
    const name = 'value' in element ? element.value : 'key' in element ? element.key : undefined;
    return name === undefined ? text : `${text}${text === '' ? '' : '.'}${name}`;
  }, '');

const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);

/** A finding, and why it is accepted if it is. */
export interface JudgedFinding extends SubjectFinding {
  readonly accepted?: { readonly reason: string; readonly kind: 'inSource' | 'external' };
}

/** Tells which findings of a file are accepted by its comments or by the configuration. */
export function judge(file: SourceText, findings: readonly SubjectFinding[], config: LintConfig): readonly JudgedFinding[] {
  const { suppressions, faults } = commentsOf(file);
  const configured = config.suppressions.filter(({ files }) => files === undefined || isOf(file.path, files, config));
  return [...findings, ...faults].map((each) => {
    const { issueCode, locations } = each.finding;
    const line = locations[0]?.span.start.line ?? 0;
    const inSource = suppressions.find(({ codes, firstLine, lastLine }) => codes.includes(issueCode) && line >= firstLine && line <= lastLine);
    if (inSource) return { ...each, accepted: { reason: inSource.reason, kind: 'inSource' } };
    const external = configured.find(({ code, path, subject }) => code === issueCode && (path === undefined || locations.some((location) => isBelow(pathText(location.path), path))) && (subject === undefined || subject === each.subject || each.subject.startsWith(`${subject} `)));
    return external ? { ...each, accepted: { reason: external.reason, kind: 'external' } } : each;
  });
}
