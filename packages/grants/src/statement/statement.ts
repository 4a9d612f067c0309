/** Conditions as a policy writes them: operator, key, values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Principals of a statement of a resource policy, by kind; `*` is everyone. */
export type PrincipalBlock = '*' | Readonly<Partial<Record<'AWS' | 'Service' | 'Federated', readonly string[]>>>;

/** What one statement says. Statements of identity policies have no principal. */
export interface GrantStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** Empty where the policy hangs on its resource and may not name it (a trust policy, the policy of a repository). */
  readonly resources: readonly string[];
  readonly conditions: ConditionBlock;
  readonly principal?: PrincipalBlock;
}

/** In code point order: what is written must not depend on the order of the calls. */
export const sortTexts = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** The same statement with its lists sorted and without repetitions. */
export function normalise(statement: GrantStatement): GrantStatement {
  const { effect, actions, resources, conditions, principal } = statement;
  return {
    effect,
    actions: sortTexts(actions),
    resources: sortTexts(resources),
    conditions: Object.fromEntries(
      sortTexts(Object.keys(conditions)).map((operator) => {
        const keys = conditions[operator] ?? {};
        return [operator, Object.fromEntries(sortTexts(Object.keys(keys)).map((key) => [key, sortTexts(keys[key] ?? [])]))];
      }),
    ),
    ...(principal === undefined ? {} : { principal: principal === '*' ? principal : sortPrincipal(principal) }),
  };
}

function sortPrincipal(principal: Exclude<PrincipalBlock, '*'>): PrincipalBlock {
  const kinds = (['AWS', 'Service', 'Federated'] as const).filter((kind) => (principal[kind]?.length ?? 0) > 0);
  return Object.fromEntries(kinds.map((kind) => [kind, sortTexts(principal[kind] ?? [])]));
}

/** Both conditions at once; `undefined` where one text cannot say both: two lists of values for one key under one operator. */
export function joinConditions(a: ConditionBlock, b: ConditionBlock): ConditionBlock | undefined {
  const joined: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of [...Object.entries(a), ...Object.entries(b)]) {
    const block = (joined[operator] ??= {});
    for (const [key, values] of Object.entries(keys)) {
      const same = Object.keys(block).find((other) => other.toLowerCase() === key.toLowerCase());
      if (same !== undefined && sortTexts(block[same] ?? []).join('\n') !== sortTexts(values).join('\n')) return undefined;
      block[same ?? key] = values;
    }
  }
  return joined;
}
