import type { ContextValue, RequestContext } from '@assent/policy';
import type { Asked } from '../authorization/authorizer.ts';
import { isSessionKey, lowerCased, principalTagValue, sessionValue } from '../authorization/request-context.ts';
import type { Keys } from '../authorization/requirement.ts';
import { AccessError } from './access-error.ts';
import type { JsonObject } from './member.ts';

/** Keys that follow from the subject and the resource: nobody may say otherwise. */
const reserved: ReadonlySet<string> = new Set(['aws:userid', 'aws:username', 'aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths']);
const isReserved = (key: string): boolean => reserved.has(key) || key.startsWith('aws:principal');

/** Reads AuthZEN's context as condition keys, which have no letter case: a list is a multi-valued key, whatever its length.
 * @throws AccessError `invalid-request` */
export function readContext(context: JsonObject): ReadonlyMap<string, ContextValue> {
  const values = new Map<string, ContextValue>();
  for (const [name, value] of Object.entries(context)) {
    const key = name.toLowerCase();
    if (isReserved(key)) throw new AccessError('invalid-request', `context must not have \`${name}\`: it follows from the subject and the resource`);
    if (values.has(key)) throw new AccessError('invalid-request', `context has \`${name}\` more than once: condition keys have no letter case`);
    values.set(key, Array.isArray(value) ? { values: value.map((each: unknown) => scalar(each, name)), multi: true } : { values: [scalar(value, name)], multi: false });
  }
  return values;
}

function scalar(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new AccessError('invalid-request', `the value of \`${name}\` in context must be a text, a number, true or false, or a list of them`);
}

/** @throws AccessError `invalid-request` */
export function readTags(tags: JsonObject): Readonly<Record<string, string>> {
  const read: [string, string][] = [];
  for (const [key, value] of Object.entries(tags)) {
    if (typeof value !== 'string') throw new AccessError('invalid-request', `the tag \`${key}\` of the resource must be a text`);
    read.push([key, value]);
  }
  return Object.fromEntries(read);
}

/** The condition keys of a question: of the directory what belongs to the subject, of the question the rest. Nothing of
 * the connection it came over is among them: the subject is somewhere else. */
export class EvaluationContext implements RequestContext {
  readonly #asked: Asked;
  readonly #given: ReadonlyMap<string, ContextValue>;
  readonly #own: ReadonlyMap<string, ContextValue>;

  constructor(asked: Asked, given: ReadonlyMap<string, ContextValue>, keys: Keys | undefined) {
    this.#asked = asked;
    this.#given = given;
    this.#own = lowerCased(keys);
  }

  get(key: string): ContextValue | undefined {
    const own = this.#own.get(key) ?? principalTagValue(key, this.#asked.caller) ?? sessionValue(key, this.#asked);
    if (own) return own;
    // What a session does not say of itself nobody says for it.
    return this.#asked.caller.session && isSessionKey(key) ? undefined : this.#given.get(key);
  }
}
