import { indexOfFifthColon } from '../pattern/resource.ts';
import type { RequestResource } from '../pattern/resource.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';

/** The part of a resource pattern by which statements are found: what the resource part of a request must be, or begin
 * with. */
interface ResourceKey {
  readonly whole: boolean;
  readonly text: string;
  /** Whether a star before the resource part can move it: then a request with more colons may begin elsewhere. */
  readonly movable: boolean;
}

/** Prefixes are kept at these steps, so that few have to be tried. */
const step = 4;
const longest = 64;

/** Finds, among many statements that match an action, those whose resource element can match a request. It leaves out
 * what cannot match, and no more: whoever it gives is still to be asked. */
export class ResourceIndex {
  readonly #always: CompiledStatement[] = [];
  readonly #wholes = new Map<string, CompiledStatement[]>();
  readonly #prefixes = new Map<string, CompiledStatement[]>();
  readonly #lengths: readonly number[];
  /** Statements of which some pattern is movable: for requests with a colon in their resource part. */
  readonly #movable: CompiledStatement[] = [];

  constructor(statements: readonly CompiledStatement[]) {
    const lengths = new Set<number>();
    for (const statement of statements) {
      const keys = keysOf(statement);
      if (!keys) {
        this.#always.push(statement);
        continue;
      }
      if (keys.some(({ movable }) => movable)) this.#movable.push(statement);
      for (const { whole, text } of keys) {
        if (whole) {
          push(this.#wholes, text, statement);
        } else {
          const length = Math.min(longest, text.length - (text.length % step));
          lengths.add(length);
          push(this.#prefixes, text.slice(0, length), statement);
        }
      }
    }
    this.#lengths = [...lengths];
  }

  /** Calls back for every statement that may match, once or, where several of its patterns may, more than once; stops
   * where the answer is true. */
  some(resource: RequestResource, ask: (statement: CompiledStatement) => boolean): boolean {
    if (this.#always.some(ask)) return true;
    const { tail } = resource;
    if (tail.includes(':') && this.#movable.some(ask)) return true;
    if (this.#wholes.get(tail)?.some(ask) === true) return true;
    return this.#lengths.some((length) => length <= tail.length && this.#prefixes.get(tail.slice(0, length))?.some(ask) === true);
  }
}

function push(map: Map<string, CompiledStatement[]>, key: string, statement: CompiledStatement): void {
  const list = map.get(key);
  if (!list) map.set(key, [statement]);
  else if (list.at(-1) !== statement) list.push(statement);
}

/** `undefined` where a statement has to be asked always. */
function keysOf({ statement, policy }: CompiledStatement): readonly ResourceKey[] | undefined {
  const { resource } = statement;
  if (!resource || resource.negated) return undefined;
  const { version } = policy.document;
  const keys = resource.entries.map(({ value }) => keyOf(value, version === '2012-10-17'));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function keyOf(pattern: string, variables: boolean): ResourceKey | undefined {
  const head = indexOfFifthColon(pattern) + 1;
  if (head === 0) return undefined;
  const tail = pattern.slice(head);
  const open = tail.search(variables ? /[*?]|\$\{/ : /[*?]/);
  const whole = open < 0;
  const text = whole ? tail : tail.slice(0, open);
  // What begins with anything is found by nothing.
  if (!whole && text.length < step) return undefined;
  return { whole, text, movable: pattern.lastIndexOf('*', head - 1) >= 0 };
}
