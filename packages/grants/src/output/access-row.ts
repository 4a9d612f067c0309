import type { Slot } from '../grant/slot.ts';
import { matchingActions } from '../grant/action-check.ts';
import { minimise } from '../statement/minimise.ts';
import { sortTexts } from '../statement/statement.ts';
import type { ConditionBlock, GrantStatement, PrincipalBlock } from '../statement/statement.ts';

/** One thing that somebody may do, or may not. */
export interface AccessRow {
  readonly effect: 'Allow' | 'Deny';
  /** Actions by the levels of access that they have, such as `Read` or `Permissions management`. */
  readonly actions: readonly { readonly levels: string; readonly names: readonly string[] }[];
  readonly resources: readonly string[];
  readonly conditions: ConditionBlock;
  readonly principal?: PrincipalBlock;
  /** The resource that was granted, in words. */
  readonly origin: string | undefined;
  /** Not asked for: it came along with that grant. */
  readonly companion: boolean;
}

const levelOrder = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'];

/** What was granted as rows: what one grant gave on the same resources under the same conditions is one row. */
export function accessRows(slots: readonly Slot[]): readonly AccessRow[] {
  const groups = new Map<string, Slot[]>();
  for (const slot of slots) {
    const key = JSON.stringify([slot.companion, slot.origin ?? '']);
    const group = groups.get(key);
    if (group) group.push(slot);
    else groups.set(key, [slot]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => minimise(group.map(({ statement }) => statement)).map((statement) => row(statement, group[0])));
}

function row({ effect, actions, resources, conditions, principal }: GrantStatement, slot: Slot | undefined): AccessRow {
  const byLevels = new Map<string, string[]>();
  for (const action of actions) {
    const reached = new Set<string>(matchingActions(action).map(({ accessLevel }) => accessLevel));
    // The positions of the levels, which sort as the levels do.
    const levels = levelOrder.flatMap((level, index) => (reached.has(level) ? [index] : [])).join('');
    byLevels.set(levels, [...(byLevels.get(levels) ?? []), action]);
  }
  return {
    effect,
    actions: sortTexts(byLevels.keys()).map((levels) => ({ levels: [...levels].map((index) => levelOrder[Number(index)]).join(', '), names: byLevels.get(levels) ?? [] })),
    resources,
    conditions,
    ...(principal === undefined ? {} : { principal }),
    origin: slot?.origin,
    companion: slot?.companion ?? false,
  };
}
