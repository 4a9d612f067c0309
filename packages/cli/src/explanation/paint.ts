import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

/** Puts colour around a text, or leaves it as it is. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly near: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

const sgr = (code: number, end: number) => (text: string): string => `\u001b[${code}m${text}\u001b[${end}m`;
const same = (text: string): string => text;

const colours: Paint = { good: sgr(32, 39), bad: sgr(31, 39), near: sgr(33, 39), faint: sgr(2, 22), strong: sgr(1, 22) };
export const plain: Paint = { good: same, bad: same, near: same, faint: same, strong: same };

/** What `--color` asks for; `auto`, the default, is colour in a terminal unless `NO_COLOR` is set. */
export function paintOf(option: string | undefined, terminal: Terminal): Paint {
  switch (option) {
    case 'always':
      return colours;
    case 'never':
      return plain;
    case 'auto':
    case undefined:
      return terminal.colour ? colours : plain;
    default:
      throw new UsageError(`\`--color\` is always, never or auto, and not \`${option}\``);
  }
}
