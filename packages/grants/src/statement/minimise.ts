import { coversAction, coversResource, withoutCovered } from './cover.ts';
import { normalise, sortTexts } from './statement.ts';
import type { GrantStatement, PrincipalBlock } from './statement.ts';

/** Fewer statements that say the same: those that differ in one list alone become one, what another covers goes away.
 * Every request is decided as before. The order does not depend on that of the input. */
export function minimise(statements: readonly GrantStatement[]): readonly GrantStatement[] {
  let current = statements.map((statement) => tidy(statement));
  for (;;) {
    const before = current.length;
    current = mergeBy(current, 'actions', ({ resources, principal }) => [resources, principal]);
    current = mergeBy(current, 'resources', ({ actions, principal }) => [actions, principal]);
    current = mergePrincipals(current);
    if (current.length === before) break;
  }
  return withoutCoveredStatements(current).sort((a, b) => compareTexts(orderKey(a), orderKey(b)));
}

const tidy = (statement: GrantStatement): GrantStatement => {
  const sorted = normalise(statement);
  return { ...sorted, actions: withoutCovered(sorted.actions, coversAction), resources: withoutCovered(sorted.resources, coversResource) };
};

function mergeBy(
  statements: readonly GrantStatement[],
  list: 'actions' | 'resources',
  rest: (statement: GrantStatement) => readonly unknown[],
): GrantStatement[] {
  return group(statements, (statement) => {
    // An empty list of resources means the resource that the policy hangs on: it is not a list to be added to.
    if (list === 'resources' && statement.resources.length === 0) return undefined;
    return JSON.stringify([statement.effect, statement.conditions, rest(statement)]);
  }).map((same) => (same.length === 1 ? same[0] : tidy({ ...same[0], [list]: same.flatMap((statement) => statement[list]) })));
}

function mergePrincipals(statements: readonly GrantStatement[]): GrantStatement[] {
  return group(statements, ({ effect, conditions, actions, resources, principal }) =>
    principal === undefined || principal === '*' ? undefined : JSON.stringify([effect, conditions, actions, resources]),
  ).map((same) => (same.length === 1 ? same[0] : tidy({ ...same[0], principal: joinPrincipals(same.map(({ principal }) => principal)) })));
}

function joinPrincipals(principals: readonly (PrincipalBlock | undefined)[]): PrincipalBlock {
  const joined: Record<string, string[]> = {};
  for (const principal of principals) {
    if (principal === undefined || principal === '*') continue;
    for (const [kind, values] of Object.entries(principal)) (joined[kind] ??= []).push(...values);
  }
  return joined;
}

/** Statements under one key together, each without a key alone; in the order of their first. */
function group(statements: readonly GrantStatement[], keyOf: (statement: GrantStatement) => string | undefined): [GrantStatement, ...GrantStatement[]][] {
  const groups: [GrantStatement, ...GrantStatement[]][] = [];
  const byKey = new Map<string, GrantStatement[]>();
  for (const statement of statements) {
    const key = keyOf(statement);
    const known = key === undefined ? undefined : byKey.get(key);
    if (known) {
      known.push(statement);
      continue;
    }
    const fresh: [GrantStatement, ...GrantStatement[]] = [statement];
    groups.push(fresh);
    if (key !== undefined) byKey.set(key, fresh);
  }
  return groups;
}

function withoutCoveredStatements(statements: readonly GrantStatement[]): GrantStatement[] {
  // Only a statement with a wildcard in it covers another: equal ones were merged.
  const kept: GrantStatement[] = [];
  for (const [index, inner] of statements.entries()) {
    const covered = statements.some((outer, other) => other !== index && covers(outer, inner) && !(other > index && covers(inner, outer)));
    if (!covered) kept.push(inner);
  }
  return kept;
}

/** Whether what `inner` says is said by `outer`: each action, each resource, the same principals, no condition more. */
function covers(outer: GrantStatement, inner: GrantStatement): boolean {
  if (outer.effect !== inner.effect || outer.resources.length === 0 || inner.resources.length === 0) return false;
  if (outer.actions.length > 0 && inner.actions[0] !== undefined && !outer.actions.some((action) => coversAction(action, inner.actions[0] ?? ''))) return false;
  if (Object.keys(outer.conditions).length > 0 && JSON.stringify(outer.conditions) !== JSON.stringify(inner.conditions)) return false;
  if (JSON.stringify(outer.principal) !== JSON.stringify(inner.principal)) return false;
  return (
    inner.actions.every((action) => outer.actions.some((wide) => coversAction(wide, action))) &&
    inner.resources.every((resource) => outer.resources.some((wide) => coversResource(wide, resource)))
  );
}

const orderKey = ({ effect, actions, resources, conditions, principal }: GrantStatement): string =>
  JSON.stringify([effect === 'Deny' ? 1 : 0, sortTexts(actions), resources, conditions, principal ?? null]);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
