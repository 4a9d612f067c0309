import { findArnFormats, findGlobalConditionKey, findService, findServiceConditionKey, isKeyPrefix, listPartitions, listServices } from '@assent/catalog';
import type { Action, ConditionKeyType, ServiceReference } from '@assent/catalog';
import { compileGlob } from '@assent/policy';
import { ArnFormat } from './arn-format.ts';

/** A condition key as far as checks need it. */
export interface KeyFacts {
  /** As AWS writes it. */
  readonly name: string;
  readonly type: ConditionKeyType;
  readonly multivalued: boolean;
  /** Not one service's own. */
  readonly isGlobal: boolean;
  readonly noWildcards: boolean;
}

/** How many resources are remembered. */
const mostRemembered = 10_000;

/** What checks know of AWS. One for each validation: it remembers what it was asked. */
export class AwsFacts {
  readonly #formats = new Map<string, readonly ArnFormat[]>();
  readonly #admitting = new Map<string, readonly ArnFormat[]>();
  readonly #expanded = new Map<string, readonly Action[]>();
  readonly #keys = new Map<string, KeyFacts | undefined>();

  /** A service by the prefix of its actions, without regard to case. */
  service(prefix: string): ServiceReference | undefined {
    return findService(prefix);
  }

  /** The names of all services' prefixes. */
  prefixes(): readonly string[] {
    return listServices().map(({ prefix }) => prefix);
  }

  /** Whether the service part of an ARN is one. */
  isArnService(service: string): boolean {
    return findService(service) !== undefined || this.arnFormats(service).length > 0;
  }

  /** The forms of ARNs with a service part; none where the catalog has none. */
  arnFormats(service: string): readonly ArnFormat[] {
    let formats = this.#formats.get(service);
    if (!formats) {
      formats = findArnFormats(service).map((arn) => new ArnFormat(arn));
      this.#formats.set(service, formats);
    }
    return formats;
  }

  /** The forms of ARNs with a service part that a resource part can be of. */
  arnFormatsOf(service: string, resource: string): readonly ArnFormat[] {
    const key = `${service}:${resource}`;
    let formats = this.#admitting.get(key);
    if (!formats) {
      formats = this.arnFormats(service).filter((format) => format.admits(resource));
      // Several rules ask about one resource, one after the other.
      if (this.#admitting.size >= mostRemembered) this.#admitting.clear();
      this.#admitting.set(key, formats);
    }
    return formats;
  }

  /** The regions of a partition; `undefined` for a partition that does not exist. */
  regions(partition: string): ReadonlySet<string> | undefined {
    return listPartitions().get(partition);
  }

  isRegion(name: string): boolean {
    return [...listPartitions().values()].some((regions) => regions.has(name));
  }

  /** Whether some service or identity provider that AWS knows has keys of this prefix. */
  isKeyPrefix(prefix: string): boolean {
    return isKeyPrefix(prefix);
  }

  /** A condition key by its name, without regard to case; `undefined` for one that the catalog does not know. */
  conditionKey(name: string): KeyFacts | undefined {
    const lower = name.toLowerCase();
    if (this.#keys.has(lower)) return this.#keys.get(lower);
    const shared = findGlobalConditionKey(lower);
    const found = shared ?? findServiceConditionKey(lower);
    const facts = found && {
      name: found.name,
      type: found.type,
      multivalued: found.type.startsWith('ArrayOf'),
      isGlobal: shared !== undefined,
      noWildcards: shared?.noWildcards === true,
    };
    this.#keys.set(lower, facts);
    return facts;
  }

  /** The listed actions that a pattern with a service of its own matches; none for `*` and the like. */
  matchingActions(pattern: string): readonly Action[] {
    const lower = pattern.toLowerCase();
    let actions = this.#expanded.get(lower);
    if (!actions) {
      actions = this.#expand(lower);
      this.#expanded.set(lower, actions);
    }
    return actions;
  }

  #expand(pattern: string): readonly Action[] {
    const colon = pattern.indexOf(':');
    const service = colon < 0 ? undefined : findService(pattern.slice(0, colon));
    if (!service) return [];
    const name = pattern.slice(colon + 1);
    if (!/[*?]/.test(name)) return [service.action(name) ?? []].flat();
    const matches = compileGlob(name);
    return service.actionNames().flatMap((action) => (matches(action.toLowerCase()) ? (service.action(action) ?? []) : []));
  }
}
