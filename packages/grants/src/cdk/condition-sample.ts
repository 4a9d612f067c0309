import { parseOperatorName } from '@assent/policy';
import type { BaseOperator } from '@assent/policy';

/** Values of condition keys, as a case writes them. */
export type SampleContext = Readonly<Record<string, string | readonly string[]>>;

/** The context of a request that meets these conditions; `undefined` where none can be made up: a value with a variable,
 * an operator of dates or bytes, or two conditions on one key that want different values. */
export function sampleContext(condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>): SampleContext | undefined {
  const context: Record<string, string | readonly string[]> = {};
  const absent = new Set<string>();
  for (const [operator, keys] of Object.entries(condition)) {
    const parsed = parseOperatorName(operator);
    if (!parsed) return undefined;
    for (const [key, given] of Object.entries(keys)) {
      const values = (Array.isArray(given) ? given : [given]).map(String);
      if (parsed.base === 'Null') {
        if (values[0] === 'true') absent.add(key.toLowerCase());
        else context[key] ??= 'example';
        continue;
      }
      const value = sampleOf(parsed.base, values);
      if (value === undefined || (context[key] !== undefined && String(context[key]) !== value)) return undefined;
      context[key] = parsed.set === undefined ? value : [value];
    }
  }
  return Object.keys(context).some((key) => absent.has(key.toLowerCase())) ? undefined : context;
}

/** A value that an operator takes, of those it compares with. */
function sampleOf(operator: BaseOperator, values: readonly string[]): string | undefined {
  const [first] = values;
  if (first === undefined || values.some((value) => value.includes('${'))) return undefined;
  const number = Number(first);
  switch (operator) {
    case 'StringEquals':
    case 'StringEqualsIgnoreCase':
    case 'Bool':
    case 'NumericEquals':
    case 'NumericLessThanEquals':
    case 'NumericGreaterThanEquals':
      return first;
    case 'StringLike':
    case 'ArnEquals':
    case 'ArnLike':
      return withoutWildcards(first);
    case 'StringNotEquals':
    case 'StringNotEqualsIgnoreCase':
    case 'StringNotLike':
      return values.includes('*') ? undefined : 'neither-of-these';
    case 'ArnNotEquals':
    case 'ArnNotLike':
      return 'arn:aws:neither:::of-these';
    case 'NumericLessThan':
      return String(number - 1);
    case 'NumericGreaterThan':
      return String(number + 1);
    case 'NumericNotEquals':
      return String(Math.max(...values.map(Number)) + 1);
    case 'IpAddress':
      return first.split('/')[0];
    default:
      return undefined;
  }
}

/** A text that a pattern matches. */
export const withoutWildcards = (pattern: string): string => pattern.replaceAll('*', 'example').replaceAll('?', 'x');
