import type { iam } from '@assent/catalog';
import type { ContextValue } from '@assent/policy';
import { isIP } from 'node:net';
import { ApiError } from '../../wire/api-error.ts';

export const invalidInput = (message: string): ApiError => new ApiError('InvalidInput', message);

const isDate = (value: string): boolean => /^\d{1,15}$/.test(value) || /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(value);

/** Whether a value is one of a type, `List` taken off. */
const isOfType: Readonly<Record<string, (value: string) => boolean>> = {
  string: () => true,
  numeric: (value) => /^[+-]?\d{1,40}(\.\d{1,40})?$/.test(value),
  boolean: (value) => /^(true|false)$/i.test(value),
  ip: (value) => isIP(value.split('/', 1)[0] ?? '') !== 0,
  binary: (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  date: isDate,
};

/** The condition keys of a simulation by name in lower case (R21.42): those with a type `…List` are multi-valued.
 * @throws ApiError `InvalidInput` */
export function readContextEntries(entries: readonly iam.ContextEntry[] = []): ReadonlyMap<string, ContextValue> {
  const context = new Map<string, ContextValue>();
  for (const { ContextKeyName: name, ContextKeyType: type, ContextKeyValues: values = [] } of entries) {
    if (name === undefined) throw invalidInput('A context entry has no name.');
    if (type === undefined) throw invalidInput(`The context entry ${name} has no type.`);
    const multi = type.endsWith('List');
    if (values.length === 0 || (!multi && values.length > 1)) throw invalidInput(`The context entry ${name} must have ${multi ? 'at least one value' : 'one value'}.`);
    const wrong = values.find((value) => !isOfType[multi ? type.slice(0, -4) : type]?.(value));
    if (wrong !== undefined) throw invalidInput(`The value ${wrong} of the context entry ${name} is not of type ${type}.`);
    context.set(name.toLowerCase(), { values, multi });
  }
  return context;
}
