import { findService, listServices } from '@assent/catalog';
import type { AccessLevel, Action } from '@assent/catalog';
import type { AwsFacts } from '../facts/aws-facts.ts';
import { isDestructive } from './destructive.ts';

/** What a pattern of actions grants. */
export interface GrantedAccess {
  readonly levels: ReadonlyMap<AccessLevel, number>;
  /** Names without the prefix. */
  readonly permissionChanging: readonly string[];
  readonly destructive: readonly string[];
}

const order: readonly AccessLevel[] = ['Permissions management', 'Write', 'Tagging', 'Read', 'List'];

function summarize(actions: Iterable<readonly [name: string, action: Action]>): GrantedAccess {
  const levels = new Map<AccessLevel, number>();
  const permissionChanging: string[] = [];
  const destructive: string[] = [];
  for (const [name, { accessLevel, name: bare }] of actions) {
    levels.set(accessLevel, (levels.get(accessLevel) ?? 0) + 1);
    if (accessLevel === 'Permissions management') permissionChanging.push(name);
    else if (accessLevel === 'Write' && isDestructive(bare)) destructive.push(name);
  }
  return { levels, permissionChanging, destructive };
}

/** What a pattern with a service of its own grants. */
export const accessOf = (pattern: string, facts: AwsFacts): GrantedAccess => summarize(facts.matchingActions(pattern).map((action) => [action.name, action] as const));

let everything: GrantedAccess | undefined;

function* everyAction(): Generator<readonly [string, Action]> {
  for (const { prefix } of listServices()) {
    const service = findService(prefix);
    for (const name of service?.actionNames() ?? []) {
      const action = service?.action(name);
      if (action) yield [`${prefix}:${name}`, action];
    }
  }
}

/** What `*` grants: read from the whole catalog once. */
export const accessOfEverything = (): GrantedAccess => (everything ??= summarize(everyAction()));

const listed = 4;

/** Some names, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, listed).map((name) => `\`${name}\``).join(', ');
  return names.length > listed ? `${shown} and ${names.length - listed} more` : shown;
}

/** What is granted, in words: how many actions of each access level, and the gravest by name. */
export function describeAccess({ levels, permissionChanging, destructive }: GrantedAccess): string {
  const counts = order.flatMap((level) => (levels.has(level) ? [`${levels.get(level)} ${level}`] : [])).join(', ');
  const grave = [
    ...(permissionChanging.length > 0 ? [`It changes permissions: ${nameSome(permissionChanging)}.`] : []),
    ...(destructive.length > 0 ? [`It destroys: ${nameSome(destructive)}.`] : []),
  ];
  return [`${counts}.`, ...grave].join(' ');
}
