import { valueOperators } from './management-policy.ts';
import type { PolicyNode, SettingValue, ValueOperator } from './management-policy.ts';

/** What management policies amount to for an account: settings without operators. */
export interface EffectiveObject {
  readonly [key: string]: EffectiveValue;
}
export type EffectiveValue = SettingValue | readonly SettingValue[] | EffectiveObject;

/** A part of the effective policy while it is put together. */
interface Merged {
  value: SettingValue | readonly SettingValue[] | undefined;
  /** What the levels above leave to those below. */
  allowed: readonly ValueOperator[];
  readonly parts: Map<string, Merged>;
}

const newPart = (): Merged => ({ value: undefined, allowed: valueOperators, parts: new Map() });

/** Merges management policies as AWS's inheritance operators say.
 * @param levels from the root down to the account; within a level in the order the policies were attached
 * @returns `{}` where nothing is set */
export function mergePolicies(levels: readonly (readonly PolicyNode[])[]): EffectiveObject {
  const root = newPart();
  for (const policies of levels) mergeLevel(root, policies);
  const effective = effectiveOf(root);
  return isObject(effective) ? effective : {};
}

const isObject = (value: EffectiveValue | undefined): value is EffectiveObject => typeof value === 'object' && !Array.isArray(value);

/** One level: values by what the levels above allow, then what this level allows to those below. Policies of one level
 * do not limit each other. */
function mergeLevel(merged: Merged, nodes: readonly PolicyNode[]): void {
  mergeValue(merged, nodes);
  const names = new Set(nodes.flatMap(({ parts }) => [...parts.keys()]));
  for (const name of names) {
    let part = merged.parts.get(name);
    if (!part) {
      // Where neither assigning nor appending is left, nothing new can be added.
      if (!merged.allowed.includes('@@assign') && !merged.allowed.includes('@@append')) continue;
      merged.parts.set(name, (part = newPart()));
    }
    mergeLevel(
      part,
      nodes.flatMap(({ parts }) => parts.get(name) ?? []),
    );
  }
  // Within a level, and from level to level, what all of them allow is allowed.
  for (const { allowedForChildren } of nodes) {
    if (allowedForChildren) merged.allowed = merged.allowed.filter((operator) => allowedForChildren.includes(operator));
  }
}

/** The first policy of the level that assigns decides; what others append and remove comes on top. */
function mergeValue(merged: Merged, nodes: readonly PolicyNode[]): void {
  const given = (operator: ValueOperator) => (merged.allowed.includes(operator) ? nodes.flatMap(({ operators }) => (operators[operator] === undefined ? [] : [operators[operator]])) : []);
  const [assigned] = given('@@assign');
  if (assigned !== undefined) merged.value = assigned;
  for (const added of given('@@append')) merged.value = unique([...listOf(merged.value), ...listOf(added)]);
  for (const removed of given('@@remove')) {
    const gone = new Set(listOf(removed));
    if (merged.value !== undefined) merged.value = listOf(merged.value).filter((each) => !gone.has(each));
  }
}

const listOf = (value: SettingValue | readonly SettingValue[] | undefined): readonly SettingValue[] => (value === undefined ? [] : isList(value) ? value : [value]);

const isList = (value: SettingValue | readonly SettingValue[]): value is readonly SettingValue[] => Array.isArray(value);

const unique = (values: readonly SettingValue[]): readonly SettingValue[] => [...new Set(values)];

/** A setting that has no values left is none. */
function effectiveOf({ value, parts }: Merged): EffectiveValue | undefined {
  if (value !== undefined) return isList(value) && value.length === 0 ? undefined : value;
  const members = [...parts].flatMap(([name, part]) => {
    const effective = effectiveOf(part);
    return effective === undefined ? [] : [[name, effective] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
