import { accessLevels, conditionKeyTypes } from './reference-data.ts';
import type { ActionData, ServiceData } from './reference-data.ts';

export type AccessLevel = (typeof accessLevels)[number];
export type ConditionKeyType = (typeof conditionKeyTypes)[number];

export interface ConditionKey {
  /** As AWS writes it; what stands for a name of the user's own is `${…}`: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  readonly type: ConditionKeyType;
}

export interface ResourceType {
  readonly name: string;
  /** A pattern with `${Partition}`, `${Region}`, `${Account}` and names of the service's own. */
  readonly arn: string;
  readonly conditionKeys: readonly ConditionKey[];
}

/** A resource type as one action knows it. */
export interface ActionResource {
  readonly resourceType: ResourceType;
  /** Not reliable in the source: an action may be authorized without it. */
  readonly required: boolean;
  readonly conditionKeys: readonly ConditionKey[];
}

export interface Action {
  /** Without the prefix. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** None: the action is authorized on `*` alone. */
  readonly resources: readonly ActionResource[];
  readonly conditionKeys: readonly ConditionKey[];
}

/** The actions, resource types and condition keys of a service. */
export class ServiceReference {
  readonly prefix: string;
  readonly name: string;
  readonly resourceTypes: readonly ResourceType[];
  readonly conditionKeys: readonly ConditionKey[];
  readonly #data: ReadonlyMap<string, ActionData>;
  readonly #unlisted: ReadonlySet<string> | '*';
  readonly #actions = new Map<string, Action>();
  readonly #keys = new Map<string, ConditionKey>();
  /** Keys in which a part is the user's: what stands before and behind it, in lower case. */
  readonly #families: { readonly before: string; readonly behind: string; readonly key: ConditionKey }[] = [];

  constructor(prefix: string, name: string, data: ServiceData) {
    this.prefix = prefix;
    this.name = name;
    this.conditionKeys = data.conditionKeys.map(([key, type]) => ({ name: key, type: conditionKeyTypes[type] ?? 'String' }));
    this.resourceTypes = data.resourceTypes.map(([type, arn, keys]) => ({ name: type, arn, conditionKeys: this.#named(keys) }));
    this.#data = new Map(data.actions.map((action) => [action[0].toLowerCase(), action]));
    this.#unlisted = data.unlisted === '*' ? '*' : new Set(data.unlisted?.map((action) => action.toLowerCase()));
    for (const key of this.conditionKeys) {
      const lower = key.name.toLowerCase();
      const [start, end] = [lower.indexOf('${'), lower.indexOf('}')];
      if (start < 0) this.#keys.set(lower, key);
      else this.#families.push({ before: lower.slice(0, start), behind: lower.slice(end + 1), key });
    }
  }

  /** Whether an action exists, be it that no more than its name is known; always for a service that AWS has retired.
   * @param name without the prefix, and without regard to case */
  hasAction(name: string): boolean {
    const key = name.toLowerCase();
    return this.#unlisted === '*' || this.#data.has(key) || this.#unlisted.has(key);
  }

  /** Names of all actions, without the prefix. */
  actionNames(): readonly string[] {
    return Array.from(this.#data.values(), ([name]) => name);
  }

  /** @param name without the prefix, and without regard to case */
  action(name: string): Action | undefined {
    const key = name.toLowerCase();
    const known = this.#actions.get(key);
    const data = this.#data.get(key);
    if (known || !data) return known;
    const action: Action = {
      name: data[0],
      accessLevel: accessLevels[data[1]] ?? 'Write',
      conditionKeys: this.#named(data[2]),
      resources: data[3].flatMap(([position, required, keys]) => {
        const resourceType = this.resourceTypes[position];
        return resourceType ? [{ resourceType, required: required === 1, conditionKeys: this.#named(keys) }] : [];
      }),
    };
    this.#actions.set(key, action);
    return action;
  }

  /** A condition key that actions of this service know, `aws:` keys among them, without regard to case; a tag's key is
   * found with the tag's name or without. */
  conditionKey(name: string): ConditionKey | undefined {
    const lower = name.toLowerCase();
    const exact = this.#keys.get(lower);
    if (exact) return exact;
    return this.#families.find(({ before, behind }) => lower.length >= before.length + behind.length && lower.startsWith(before) && lower.endsWith(behind))?.key;
  }

  #named(positions: readonly number[]): readonly ConditionKey[] {
    return positions.flatMap((position) => this.conditionKeys[position] ?? []);
  }
}
