import type { AccountFacts, ControlAttachments, OrganizationFacts } from './facts.ts';
import type { Snapshot } from './snapshot.ts';

/** A root, organizational unit or account, as far as control policies are concerned. */
export interface HierarchyLevel {
  readonly id: string;
  readonly controls: ControlAttachments;
}

/** The levels from the root of the organization down to an account, both included; `undefined` where the account is no
 * member.
 * @throws Error where the way to the root is broken: what cannot be decided is denied (R1.4) */
export function hierarchyOf(snapshot: Snapshot, account: string): readonly HierarchyLevel[] | undefined {
  const membership = snapshot.find('account', account)?.membership;
  if (!membership) return undefined;
  const organization = snapshot.find('organization', membership.organization);
  if (!organization) throw new Error(`the organization ${membership.organization} of account ${account} is not in the directory`);
  return [...unitsAbove(snapshot, organization, membership.parent), { id: account, controls: membership.controls }];
}

/** From the root down to a parent, both included.
 * @throws Error where there is no way */
export function unitsAbove(snapshot: Snapshot, { id, rootId, controls }: OrganizationFacts, parent: string): HierarchyLevel[] {
  const levels: HierarchyLevel[] = [];
  for (let at = parent; at !== rootId; ) {
    const unit = snapshot.find('organizationalUnit', at);
    // Units are made below what exists and never moved: a way longer than the organization's depth cannot come about.
    if (unit?.organization !== id || levels.length > 5) throw new Error(`${parent} has no way to the root of ${id}`);
    levels.unshift({ id: unit.id, controls: unit.controls });
    at = unit.parent;
  }
  return [{ id: rootId, controls }, ...levels];
}

/** Units never move, and whoever does has new facts: the way to the root is the same for as long as the facts. */
const paths = new WeakMap<AccountFacts, string>();

/** `o-…/r-…/ou-…/`: where an account stands, as the `OrgPaths` keys have it; `undefined` where it is no member (R23.8). */
export function organizationPath(snapshot: Snapshot, account: string): string | undefined {
  const facts = snapshot.find('account', account);
  if (!facts?.membership) return undefined;
  let path = paths.get(facts);
  if (path === undefined) {
    const above = hierarchyOf(snapshot, account)?.slice(0, -1) ?? [];
    paths.set(facts, (path = [facts.membership.organization, ...above.map(({ id }) => id), ''].join('/')));
  }
  return path;
}
