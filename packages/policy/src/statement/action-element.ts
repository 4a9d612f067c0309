import type { PatternElement } from '../document/document.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { compileAction } from '../pattern/action.ts';
import type { TextMatcher } from '../pattern/glob.ts';
import { internedText } from '../pattern/interned-text.ts';

const fullName = /^[^:*?]+:[^:*?]+$/;

/** `Action` or `NotAction` of a statement (R3.1–R3.4). */
export class ActionElement {
  /** Actions named in full, in lower case. */
  readonly names: readonly string[];
  readonly #patterns: readonly TextMatcher[];
  readonly #negated: boolean;

  constructor({ entries, negated }: PatternElement, semantics: Semantics) {
    const names: string[] = [];
    const patterns: TextMatcher[] = [];
    for (const { value } of entries) {
      if (fullName.test(value)) names.push(internedText(value.toLowerCase()));
      else if (semantics.anyServiceAction === 'match' || value === '*' || !/^[^:]*[*?][^:]*:/.test(value)) patterns.push(compileAction(value));
    }
    this.names = names;
    this.#patterns = patterns.length > 0 ? patterns : none;
    this.#negated = negated;
  }

  /** Whether it matches the actions that it names, and no other. */
  get isNamed(): boolean {
    return !this.#negated && this.#patterns.length === 0;
  }

  /** @param action in lower case */
  matches(action: string): boolean {
    return (this.names.includes(action) || this.#patterns.some((matches) => matches(action))) !== this.#negated;
  }
}

const none: readonly TextMatcher[] = [];
