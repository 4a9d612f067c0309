import type { KeySource } from '../pattern/variable.ts';
import type { Truth } from './truth.ts';

/** Compares one request value with the whole list of a policy, un-negated: `true` where it matches at least one.
 * `undecided` where the request value cannot be read, or where nothing matches and the policy has a value that cannot be
 * read and the operator is negated (R4.11). Made once from the policy's values. */
export type Comparison = (value: string, source: KeySource) => Truth;

/** A comparison of values of one type. */
export interface TypedValues<T> {
  /** `undefined` where the text is no value of the type. */
  parse(text: string): T | undefined;
  matches(requested: T, wanted: T): boolean;
}

/** The comparison over a type whose values have to be parsed, policy values once, request values each time. */
export function compareTyped<T>(texts: readonly string[], negated: boolean, typed: TypedValues<T>): Comparison {
  const wanted: T[] = [];
  let junk = false;
  for (const text of texts) {
    const value = typed.parse(text);
    if (value === undefined) junk = true;
    else wanted.push(value);
  }
  const otherwise: Truth = negated && junk ? 'undecided' : 'false';
  return wanted.length === 1 ? compareWithOne(wanted[0] as T, otherwise, typed) : compareWithAny(wanted, otherwise, typed);
}

// Functions of their own, so that what a comparison keeps is what it needs.
const compareWithOne =
  <T>(wanted: T, otherwise: Truth, { parse, matches }: TypedValues<T>): Comparison =>
  (text) => {
    const requested = parse(text);
    if (requested === undefined) return 'undecided';
    return matches(requested, wanted) ? 'true' : otherwise;
  };

const compareWithAny =
  <T>(wanted: readonly T[], otherwise: Truth, { parse, matches }: TypedValues<T>): Comparison =>
  (text) => {
    const requested = parse(text);
    if (requested === undefined) return 'undecided';
    return wanted.some((value) => matches(requested, value)) ? 'true' : otherwise;
  };
