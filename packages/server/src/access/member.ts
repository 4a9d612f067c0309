import { AccessError } from './access-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

function memberOf(holder: JsonObject, path: string): unknown {
  const name = lastName(path);
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** A member that must be an object; `path` names it from the top, its last part in `holder`.
 * @throws AccessError `invalid-request` */
export function readObject(holder: JsonObject, path: string): JsonObject {
  const value = memberOf(holder, path);
  if (!isObject(value)) throw new AccessError('invalid-request', `${path} must be an object`);
  return value;
}

/** @throws AccessError `invalid-request` */
export const readOptionalObject = (holder: JsonObject, path: string): JsonObject | undefined => (memberOf(holder, path) === undefined ? undefined : readObject(holder, path));

/** A text that is not empty, of `limit` characters at the most.
 * @throws AccessError `invalid-request` */
export function readText(holder: JsonObject, path: string, limit: number): string {
  const value = memberOf(holder, path);
  if (typeof value !== 'string' || value === '') throw new AccessError('invalid-request', `${path} must be a text`);
  if (value.length > limit) throw new AccessError('invalid-request', `${path} must have at most ${limit} characters`);
  return value;
}
