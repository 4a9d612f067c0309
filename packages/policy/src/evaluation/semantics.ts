import type { DecidingType } from './decision.ts';
import { rcpServices } from './rcp-services.ts';

/** Where AWS is silent or contradicts itself, the choice that was made, as a switch (docs/decisions.md). Conformance is
 * defined for the defaults alone. Policies are compiled with the same switches that requests are decided with. */
export interface Semantics {
  /** D19, D47: what cannot be evaluated denies; `false` takes it for false. */
  readonly failClosed: boolean;
  /** D6 */
  readonly emptyStringIsNull: boolean;
  /** D9 */
  readonly notPrincipal: 'strict' | 'anyForm';
  /** D15 */
  readonly arnHeadCase: 'insensitive' | 'sensitive';
  /** D17 */
  readonly anyServiceAction: 'match' | 'none';
  /** D18 */
  readonly shortArn: 'either' | 'completed';
  /** D24: whether `*` in a resource policy is capped by boundary and session policy no more than a name is. */
  readonly bareStarUncapped: boolean;
  /** D28: prefixes of the services that resource control policies apply to, in lower case. */
  readonly rcpServices: ReadonlySet<string>;
  /** D34: of several explicit denials the one of the earlier type is named; types that are left out follow. */
  readonly denyOrder: readonly DecidingType[];
  /** D49 */
  readonly resourcePartColons: 'cross' | 'stop';
  /** D70 */
  readonly segmentFinalStar: 'cross' | 'stop';
}

/** The choices that conformance is defined for. */
export const defaultSemantics: Semantics = {
  failClosed: true,
  emptyStringIsNull: true,
  notPrincipal: 'strict',
  arnHeadCase: 'insensitive',
  anyServiceAction: 'match',
  shortArn: 'either',
  bareStarUncapped: true,
  rcpServices,
  denyOrder: ['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'vpcEndpoint'],
  resourcePartColons: 'cross',
  segmentFinalStar: 'cross',
};

/** The switches that differ from their default, as they are written; `undefined` where none does. */
export function differingSwitches(semantics: Semantics): Readonly<Record<string, string>> | undefined {
  if (semantics === defaultSemantics) return undefined;
  const differing = Object.entries(semantics).flatMap(([name, value]) => {
    const text = switchText(value as Semantics[keyof Semantics]);
    return text === switchText(defaultSemantics[name as keyof Semantics]) ? [] : [[name, text]];
  });
  return differing.length === 0 ? undefined : (Object.fromEntries(differing) as Readonly<Record<string, string>>);
}

const switchText = (value: Semantics[keyof Semantics]): string => (typeof value === 'object' ? [...value].join(',') : String(value));
