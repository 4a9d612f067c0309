import type { TypedValues } from './comparison.ts';

/** A decimal, exactly: sign, digits before the point without leading zeros, digits behind it without trailing ones. */
interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** R4.14: digits with an optional sign and fraction; no exponent, no plus, no white space. */
function parseDecimal(text: string): Decimal | undefined {
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
