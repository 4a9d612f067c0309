import type { CompiledStatement } from './compiled-statement.ts';

/** Finds the statements of a policy by action: those that name actions in full by the name, the others by asking them. */
export class ActionIndex {
  readonly #named = new Map<string, CompiledStatement[]>();
  readonly #asked: CompiledStatement[] = [];

  constructor(statements: readonly CompiledStatement[]) {
    for (const statement of statements) {
      const { actions } = statement;
      if (!actions.isNamed) {
        this.#asked.push(statement);
        continue;
      }
      for (const name of new Set(actions.names)) {
        const named = this.#named.get(name);
        if (named) named.push(statement);
        else this.#named.set(name, [statement]);
      }
    }
  }

  /** @param action in lower case
   * @returns those that match, in the order of the document */
  find(action: string): readonly CompiledStatement[] {
    const named = this.#named.get(action) ?? none;
    if (this.#asked.length === 0) return named;
    const asked = this.#asked.filter(({ actions }) => actions.matches(action));
    if (asked.length === 0) return named;
    return named.length === 0 ? asked : [...named, ...asked].sort((a, b) => a.index - b.index);
  }
}

const none: readonly CompiledStatement[] = [];
