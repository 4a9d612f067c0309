import { findService, listServices } from '@assent/catalog';
import type { CompiledPolicy } from '@assent/policy';

/** Which actions policies of one level let through, conditions and resources aside: what a statement allows, and none
 * denies for everything (R21.45). */
class Grants {
  readonly #named: ReadonlySet<string>;
  readonly #allowing: CompiledPolicy['statements'];
  readonly #denying: CompiledPolicy['statements'];

  constructor(policies: readonly CompiledPolicy[]) {
    const statements = policies.flatMap((policy) => policy.statements);
    const allowing = statements.filter(({ effect }) => effect === 'Allow');
    this.#named = new Set(allowing.filter(({ actions }) => actions.isNamed).flatMap(({ actions }) => actions.names));
    this.#allowing = allowing.filter(({ actions }) => !actions.isNamed);
    this.#denying = statements.filter(({ effect, matchesResource, conditions }) => effect === 'Deny' && matchesResource === undefined && conditions.length === 0);
  }

  /** @param action in lower case */
  has(action: string): boolean {
    const allowed = this.#named.has(action) || this.#allowing.some(({ actions }) => actions.matches(action));
    return allowed && !this.#denying.some(({ actions }) => actions.matches(action));
  }
}

/** Tells of services by their prefix whether policies let through any of their actions, at every level. */
export function serviceGrants(levels: readonly (readonly CompiledPolicy[])[]): (prefix: string) => boolean {
  const grants = levels.map((policies) => new Grants(policies));
  return (prefix) => {
    const names = findService(prefix)?.actionNames() ?? [];
    return names.some((name) => {
      const action = `${prefix}:${name}`.toLowerCase();
      return grants.every((level) => level.has(action));
    });
  };
}

/** The prefixes of the services that policies open, sorted. */
export function grantedServices(levels: readonly (readonly CompiledPolicy[])[]): readonly string[] {
  const grants = serviceGrants(levels);
  return listServices().flatMap(({ prefix }) => (grants(prefix) ? [prefix] : []));
}
