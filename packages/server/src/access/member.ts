import { AccessError } from './access-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (holder: JsonObject, name: string): unknown => (Object.hasOwn(holder, name) ? holder[name] : undefined);

/** A member that must be an object.
 * @param within how messages name the holder, with a dot behind it (`subject.`)
 * @throws AccessError `invalid-request` */
export function readObject(holder: JsonObject, name: string, within = ''): JsonObject {
  const value = memberOf(holder, name);
  if (!isObject(value)) throw new AccessError('invalid-request', `${within}${name} must be an object`);
  return value;
}

/** @throws AccessError `invalid-request` */
export const readOptionalObject = (holder: JsonObject, name: string, within = ''): JsonObject | undefined => (memberOf(holder, name) === undefined ? undefined : readObject(holder, name, within));

/** A text that is not empty, of `limit` characters at the most.
 * @throws AccessError `invalid-request` */
export function readText(holder: JsonObject, name: string, limit: number, within = ''): string {
  const value = memberOf(holder, name);
  if (typeof value !== 'string' || value === '') throw new AccessError('invalid-request', `${within}${name} must be a text`);
  if (value.length > limit) throw new AccessError('invalid-request', `${within}${name} must have at most ${limit} characters`);
  return value;
}
