import type { TypedValues } from './comparison.ts';

/** A decimal, exactly: a small whole number as itself, else sign, digits before the point without leading zeros, digits
 * behind it without trailing ones. */
export type Decimal = number | LongDecimal;

export interface LongDecimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** R4.14: digits with an optional sign and fraction; no exponent, no plus, no white space. */
export function parseDecimal(text: string): Decimal | undefined {
  return parseSmall(text) ?? parseLong(text);
}

/** At most nine digits and nothing else, which is what most numbers are. */
function parseSmall(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > 9) return undefined;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function parseLong(text: string): LongDecimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits = '', behind = ''] = match;
  const whole = digits.replace(/^0+/, '');
  const fraction = trimZeros(behind);
  return { negative: sign === '-' && (whole !== '' || fraction !== ''), whole, fraction };
}

/** Without a search from every position, which a pattern anchored at the end alone would make. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
function compareDecimals(a: Decimal, b: Decimal): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareLong(long(a), long(b));
}

const long = (value: Decimal): LongDecimal => (typeof value === 'number' ? { negative: false, whole: value === 0 ? '' : String(value), fraction: '' } : value);

function compareLong(a: LongDecimal, b: LongDecimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const magnitude = a.whole.length - b.whole.length || order(a.whole, b.whole) || order(a.fraction, b.fraction);
  return a.negative ? -magnitude : magnitude;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether an order between a request value and a policy value is the one that an operator asks for. */
export type WantedOrder = (order: number) => boolean;

export const decimals = (wanted: WantedOrder): TypedValues<Decimal> => ({
  parse: parseDecimal,
  matches: (requested, limit) => wanted(compareDecimals(requested, limit)),
});
