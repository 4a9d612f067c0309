/** A pattern as a row of characters to be consumed, with places before, between and behind them where a run of any
 * characters may stand. Matching keeps the set of all places that can be reached, a bit each, so that it takes at most
 * (pattern / 32) times text steps, whatever the pattern: there is no backtracking. */
export interface Steps {
  /** Code points, or `anyOne`. */
  readonly codes: readonly number[];
  /** One more than codes: what may stand at each place. */
  readonly runs: readonly Run[];
}

export type Run = 'none' | 'within' | 'across';

/** In place of a code point: exactly one character, whatever it is. */
export const anyOne = -1;

export interface AutomatonOptions {
  /** Whether colons before `head`, which separate the parts of an ARN, are passed by runs `across` alone. */
  readonly structuralHead: boolean;
  /** The same for the colons behind it. */
  readonly structuralTail: boolean;
  /** Whether letters before `head` compare without case. */
  readonly foldHead: boolean;
}

/** Tells whether the whole text matches. `head` is where its resource part begins; 0 for texts that are no ARNs. */
export type AutomatonMatcher = (text: string, head: number) => boolean;

const colon = 0x3a;

export function compileAutomaton({ codes, runs }: Steps, options: AutomatonOptions): AutomatonMatcher {
  const size = codes.length;
  const words = (size >> 5) + 1;
  const rows = new RowTable(words);
  const bits = (matches: (code: number) => boolean): Int32Array => bitsWhere(words, size, (at) => matches(codes[at] as number));
  const head = rows.addSide(codes, options.foldHead ? foldCode : sameCode, bits, options.structuralHead);
  const tail = rows.addSide(codes, sameCode, bits, options.structuralTail);
  const anyRuns = bitsWhere(words, size + 1, (at) => runs[at] !== 'none');
  const acrossRuns = bitsWhere(words, size + 1, (at) => runs[at] === 'across');
  return (text, headLength) => {
    const places = new Int32Array(words);
    places[0] = 1;
    for (let at = 0; at < text.length; ) {
      let code = text.charCodeAt(at);
      if (code >= 0xd800 && code < 0xdc00) code = text.codePointAt(at) as number;
      const inHead = at < headLength;
      const side = inHead ? head : tail;
      const row = code < 0x80 ? (side.ascii[code] as number) : side.other(code);
      const structural = code === colon && (inHead ? options.structuralHead : options.structuralTail);
      const stay = structural ? acrossRuns : anyRuns;
      const steps = rows.rows[row] as Int32Array;
      let carry = 0;
      let alive = 0;
      for (let word = 0; word < words; word++) {
        const held = places[word] as number;
        const moved = held & (steps[word] as number);
        const next = (moved << 1) | carry | (held & (stay[word] as number));
        carry = moved >>> 31;
        places[word] = next;
        alive |= next;
      }
      if (alive === 0) return false;
      at += code > 0xffff ? 2 : 1;
    }
    return (((places[size >> 5] as number) >>> (size & 31)) & 1) === 1;
  };
}

function bitsWhere(words: number, count: number, holds: (at: number) => boolean): Int32Array {
  const bits = new Int32Array(words);
  for (let at = 0; at < count; at++) if (holds(at)) bits[at >> 5] = (bits[at >> 5] as number) | (1 << (at & 31));
  return bits;
}

/** Where a character of a text finds its row, before or behind the head. */
interface RowSide {
  readonly ascii: Int32Array;
  /** For characters that are not ASCII; some are the upper case of one that is. */
  other(code: number): number;
}

/** Which characters of a pattern each character of a text can be, by rows of bits. */
class RowTable {
  readonly rows: Int32Array[] = [];
  readonly #words: number;

  constructor(words: number) {
    this.#words = words;
  }

  addSide(codes: readonly number[], fold: (code: number) => number, bits: (matches: (code: number) => boolean) => Int32Array, structural: boolean): RowSide {
    const otherwise = this.#add(bits((code) => code === anyOne));
    const ascii = new Int32Array(0x80).fill(otherwise);
    const others = new Map<number, number>();
    for (const code of new Set(codes.filter((each) => each !== anyOne).map(fold))) {
      const exact = structural && code === colon;
      const row = this.#add(bits((each) => (each === anyOne ? !exact : fold(each) === code)));
      if (code < 0x80) ascii[code] = row;
      else others.set(code, row);
    }
    // A separating colon is no character that `?` stands for.
    if (structural && ascii[colon] === otherwise) ascii[colon] = this.#add(new Int32Array(this.#words));
    for (let code = 0; code < 0x80; code++) ascii[code] = ascii[fold(code)] as number;
    return {
      ascii,
      other: (code) => {
        const folded = fold(code);
        return folded < 0x80 ? (ascii[folded] as number) : (others.get(folded) ?? otherwise);
      },
    };
  }

  #add(row: Int32Array): number {
    return this.rows.push(row) - 1;
  }
}

const sameCode = (code: number): number => code;

/** The lower-case form of a code point, where that is one code point. */
export function foldCode(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  const lower = String.fromCodePoint(code).toLowerCase();
  return [...lower].length === 1 ? (lower.codePointAt(0) ?? code) : code;
}

/** A text with every code point folded, as long as it was. */
export const foldText = (text: string): string =>
  /^[\u0000-\u007f]*$/.test(text) ? text.toLowerCase() : Array.from(text, (character) => String.fromCodePoint(foldCode(character.codePointAt(0) ?? 0))).join('');
