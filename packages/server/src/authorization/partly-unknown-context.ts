import { unknownValue } from '@assent/policy';
import type { ContextValue, RequestContext } from '@assent/policy';

/** A context in which some keys that have no value may have one that is not known. */
export class PartlyUnknownContext implements RequestContext {
  readonly #known: RequestContext;
  readonly #unknown: readonly string[];

  /** @param unknown in lower case; families end in a slash or a colon */
  constructor(known: RequestContext, unknown: readonly string[]) {
    this.#known = known;
    this.#unknown = unknown;
  }

  get(key: string): ContextValue | undefined {
    return this.#known.get(key) ?? (this.#unknown.some((name) => key === name || (isFamily(name) && key.startsWith(name))) ? unknownValue : undefined);
  }
}

const isFamily = (name: string): boolean => name.endsWith('/') || name.endsWith(':');
