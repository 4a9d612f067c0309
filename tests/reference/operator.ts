import type { Context } from './context.ts';
import { matchTokens } from './glob.ts';
import type { Truth } from './truth.ts';
import { truth } from './truth.ts';
import { addressOf, boolOf, bytesOf, compareNumbers, instantOf, numberOf, rangeOf } from './typed-value.ts';
import type { Token } from './variable.ts';
import { tokensOf } from './variable.ts';

/** R4 table: an operator without its set prefix and `IfExists`, and without its negation. */
export interface Operator {
  readonly base: string;
  readonly negated: boolean;
}

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotLike: 'ArnLike',
};

export function operatorOf(name: string): Operator {
  if (name === 'ArnEquals') return { base: 'ArnLike', negated: false };
  if (name === 'ArnNotEquals') return { base: 'ArnLike', negated: true };
  const positive = negations[name];
  return positive === undefined ? { base: name, negated: false } : { base: positive, negated: true };
}

/** What a policy value says of a request value. `junk`: the policy value does not parse (R4.11). */
type Comparison = 'match' | 'differ' | 'junk';

/** One request value against the policy's list: OR, for negated operators NOR (R4.1). */
export function test({ base, negated }: Operator, value: string, wanted: readonly string[], variables: boolean, context: Context): Truth {
  if (wanted.length === 0) return truth(negated); // R2.15
  const read = valueReader(base, value);
  if (read === undefined) return 'undecided'; // R4.11: the request's value
  const compared = wanted.map((want) => read(want, variables, context));
  if (!negated) return truth(compared.includes('match'));
  if (compared.includes('match')) return 'false';
  return compared.includes('junk') ? 'undecided' : 'true'; // R4.11: the policy's values
}

type Reader = (want: string, variables: boolean, context: Context) => Comparison;

const compare = <T>(want: T | undefined, holds: (want: T) => boolean): Comparison => (want === undefined ? 'junk' : holds(want) ? 'match' : 'differ');

/** The comparison that an operator makes with a request value; `undefined` where that value does not parse. */
function valueReader(base: string, value: string): Reader | undefined {
  if (base.startsWith('String')) return (want, variables, context) => compareStrings(base, value, want, variables, context);
  if (base === 'ArnLike') return arnReader(value);
  if (base.startsWith('Numeric')) {
    const number = numberOf(value);
    return number && ((want) => compare(numberOf(want), (other) => ordered(base.slice('Numeric'.length), compareNumbers(number, other))));
  }
  if (base.startsWith('Date')) {
    const instant = instantOf(value);
    if (instant === undefined) return undefined;
    return (want) => compare(instantOf(want), (other) => ordered(base.slice('Date'.length), instant < other ? -1 : instant > other ? 1 : 0));
  }
  if (base === 'Bool') {
    const bool = boolOf(value);
    return bool === undefined ? undefined : (want) => compare(boolOf(want), (other) => bool === other);
  }
  if (base === 'BinaryEquals') {
    const bytes = bytesOf(value);
    return bytes === undefined ? undefined : (want) => compare(bytesOf(want), (other) => bytes === other);
  }
  const address = addressOf(value);
  if (base !== 'IpAddress') throw new Error(`there is no operator \`${base}\``);
  return address === undefined ? undefined : (want) => compare(rangeOf(want), ({ width, prefix }) => width === address.length && address.startsWith(prefix));
}

function ordered(relation: string, sign: number): boolean {
  switch (relation) {
    case 'Equals':
      return sign === 0;
    case 'LessThan':
      return sign < 0;
    case 'LessThanEquals':
      return sign <= 0;
    case 'GreaterThan':
      return sign > 0;
    case 'GreaterThanEquals':
      return sign >= 0;
    default:
      throw new Error(`there is no relation \`${relation}\``);
  }
}

/** The String operators; R5.4: a value that cannot be resolved is unequal. */
function compareStrings(base: string, value: string, want: string, variables: boolean, context: Context): Comparison {
  const tokens = tokensOf(want, variables ? 0 : undefined, context);
  if (tokens === undefined) return 'differ';
  if (base === 'StringLike') return like(tokens, value) ? 'match' : 'differ';
  const text = tokens.map(written).join('');
  const equal = base === 'StringEquals' ? text === value : text.toLowerCase() === value.toLowerCase();
  return equal ? 'match' : 'differ';
}

const written = (token: Token): string => (token.kind === 'literal' ? token.character : token.kind === 'star' ? '*' : '?');

/** The whole text, with case; `*` any run, `?` exactly one character. */
function like(tokens: readonly Token[], value: string): boolean {
  const text = Array.from(value);
  return matchTokens(tokens, text, { star: () => true, question: () => true, same: (character, position) => character === text[position] });
}

/** R4.12: both sides in six parts, each a glob of its own. */
function arnReader(value: string): Reader | undefined {
  const parts = inSix(Array.from(value), (character) => character === ':');
  if (parts === undefined) return undefined;
  return (want, variables, context) => {
    const tokens = tokensOf(want, variables ? 0 : undefined, context);
    if (tokens === undefined) return 'differ'; // R5.4
    // R5.7: a colon out of a variable is a colon of the text that must be equal.
    const patterns = inSix(tokens, (token) => token.kind === 'literal' && token.character === ':');
    return compare(patterns, (six) => six.every((pattern, index) => like(pattern, (parts[index] ?? []).join(''))));
  };
}

/** What stands between the first five colons, and what follows the fifth. */
function inSix<T>(items: readonly T[], isColon: (item: T) => boolean): readonly (readonly T[])[] | undefined {
  const parts: T[][] = [[]];
  for (const item of items) {
    if (parts.length < 6 && isColon(item)) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts.length === 6 ? parts : undefined;
}

