import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown file. */
export interface Snippet {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown file, in order. */
export function snippetsOf(file: URL | string): Snippet[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const snippets: Snippet[] = [];
  let open: { language: string; line: number; text: string[] } | undefined;
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('```')) {
      open?.text.push(line);
    } else if (open) {
      snippets.push({ language: open.language, line: open.line, text: open.text.join('\n') });
      open = undefined;
    } else {
      open = { language: line.slice(3).trim(), line: index + 1, text: [] };
    }
  }
  return snippets;
}

/** Whether `actual` says what a `text` block shows, where `…` in the block stands for any run of characters. */
export function shows(expected: string, actual: string): boolean {
  const parts = expected.trim().split('…');
  let from = 0;
  for (const part of parts) {
    const at = actual.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
