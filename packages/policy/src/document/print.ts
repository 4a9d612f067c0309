import type { PatternElement, PolicyDocument, PrincipalElement, Statement } from './document.ts';

/** Writes a document as JSON text of one line; `indent` spaces a level make it several. Parsed again it is the same
 * policy: what stands where may differ, and numbers and truth values have become strings (R2.19).
 * @example printPolicy(document, 2) */
export function printPolicy({ version, versionStated, id, statements }: PolicyDocument, indent = 0): string {
  const members = {
    ...(versionStated ? { Version: version } : {}),
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements.map(statementMembers),
  };
  return JSON.stringify(members, undefined, indent);
}

function statementMembers({ sid, effect, principal, action, resource, conditions }: Statement): object {
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    ...(principal ? { [principal.negated ? 'NotPrincipal' : 'Principal']: principalMembers(principal) } : {}),
    ...patternMembers('Action', action),
    ...(resource ? patternMembers('Resource', resource) : {}),
    ...(conditions.length > 0 ? { Condition: conditionMembers(conditions) } : {}),
  };
}

const patternMembers = (name: string, { negated, entries }: PatternElement): object => ({ [negated ? `Not${name}` : name]: entries.map(({ value }) => value) });

function principalMembers({ entries }: PrincipalElement): unknown {
  if (entries.some(({ kind }) => kind === '*')) return '*';
  return collect(entries.map(({ kind, value }) => [kind, [value]]));
}

function conditionMembers(conditions: Statement['conditions']): object {
  const operators = Map.groupBy(conditions, ({ operator }) => operator.value);
  return Object.fromEntries([...operators].map(([operator, entries]) => [operator, collect(entries.map(({ key, values }) => [key.value, values.map(({ value }) => value)]))]));
}

/** A map of lists; `Object.fromEntries` takes every name, `__proto__` too. */
function collect(pairs: readonly (readonly [string, readonly string[]])[]): object {
  const lists = new Map<string, string[]>();
  for (const [name, values] of pairs) lists.set(name, [...(lists.get(name) ?? []), ...values]);
  return Object.fromEntries(lists);
}
