import type { Stack } from '../stack.ts';
import { holderKey } from './account-state.ts';
import type { AccountState, HolderState } from './account-state.ts';
import type { Change, PlanNote } from './change.ts';
import { ownPath } from './ownership.ts';
import { canonical } from './policy-text.ts';
import type { WantedHolder, WantedState } from './wanted-state.ts';

const isOwnPolicy = (stack: Stack, arn: string): boolean => arn.startsWith(stack.arn('iam', `policy${ownPath(stack.name)}`, { region: '' }));

/** What makes one role, user or group what it has to be: what is missing first, then what is too much. */
export function holderChanges(stack: Stack, wanted: WantedHolder, state: AccountState): readonly Change[] {
  const { kind, name, path, trust, inline, attached, profiles } = wanted;
  const there = state.holders.get(holderKey(kind, name));
  const changes: Change[] = [];
  if (!there) changes.push({ type: 'createHolder', kind, name, path, ...(trust ? { trust } : {}) });
  else if (kind === 'role' && trust && canonical(there.trust) !== canonical(trust)) changes.push({ type: 'updateTrust', kind, name, document: trust, was: there.trust });
  if (inline) {
    const was = there?.inline.get(inline.name);
    if (!was || canonical(was) !== canonical(inline.document)) changes.push({ type: 'putInlinePolicy', kind, name, policy: inline.name, document: inline.document, was });
  }
  const has = new Set(there?.attached);
  changes.push(...attached.filter(({ arn }) => !has.has(arn)).map(({ arn }): Change => ({ type: 'attachPolicy', kind, name, arn })));
  changes.push(...profiles.flatMap((profile) => profileChanges(stack, profile, name, state)));
  if (there) changes.push(...detachments(stack, there, new Set(attached.map(({ arn }) => arn))), ...(inline ? [] : inlineRemoval(stack, there)));
  return changes;
}

function profileChanges(stack: Stack, profile: string, role: string, { profiles }: AccountState): readonly Change[] {
  const carried = profiles.get(profile);
  return [
    ...(carried ? [] : [{ type: 'createInstanceProfile', profile, path: ownPath(stack.name) } as const]),
    // A profile carries one role.
    ...(carried ?? []).filter((other) => other !== role).map((other): Change => ({ type: 'removeFromInstanceProfile', profile, role: other })),
    ...(carried?.includes(role) === true ? [] : [{ type: 'addToInstanceProfile', profile, role } as const]),
  ];
}

const detachments = (stack: Stack, { kind, name, attached }: HolderState, kept: ReadonlySet<string>): readonly Change[] =>
  attached.filter((arn) => isOwnPolicy(stack, arn) && !kept.has(arn)).map((arn) => ({ type: 'detachPolicy', kind, name, arn }));

function inlineRemoval(stack: Stack, { kind, name, owned, inline }: HolderState): readonly Change[] {
  const was = owned ? inline.get(stack.name) : undefined;
  return was ? [{ type: 'deleteInlinePolicy', kind, name, policy: stack.name, was }] : [];
}

/** What takes away the policies, and then the roles and users, that the stack has no more. Groups stay: they are not marked. */
export function holderRemovals(stack: Stack, wanted: WantedState, state: AccountState): readonly Change[] {
  const kept = new Set(wanted.holders.map(({ kind, name }) => holderKey(kind, name)));
  const gone = [...state.holders.entries()].filter(([key]) => !kept.has(key)).map(([, holder]) => holder);
  const profiles = new Set(wanted.holders.flatMap((holder) => holder.profiles));
  return [
    ...gone.flatMap((holder) => [...detachments(stack, holder, new Set()), ...inlineRemoval(stack, holder)]),
    ...[...state.profiles.entries()]
      .filter(([profile]) => !profiles.has(profile))
      .flatMap(([profile, roles]): readonly Change[] => [...roles.map((role): Change => ({ type: 'removeFromInstanceProfile', profile, role })), { type: 'deleteInstanceProfile', profile }]),
    ...gone.filter(({ owned }) => owned).map(({ kind, name }): Change => ({ type: 'deleteHolder', kind, name })),
  ];
}

/** Policies that others gave to the stack's roles and users: they grant more than the stack says. */
export function foreignPolicies(stack: Stack, wanted: WantedState, state: AccountState): readonly PlanNote[] {
  return wanted.holders.flatMap(({ kind, name }): readonly PlanNote[] => {
    const there = state.holders.get(holderKey(kind, name));
    if (!there?.owned) return [];
    const foreign = [...[...there.inline.keys()].filter((policy) => policy !== stack.name), ...there.attached.filter((arn) => !isOwnPolicy(stack, arn))].sort();
    return foreign.length === 0 ? [] : [{ code: 'foreign-policy', message: `the ${kind} \`${name}\` has policies that are not of this stack: ${foreign.map((policy) => `\`${policy}\``).join(', ')}` }];
  });
}
