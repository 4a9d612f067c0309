import type { DecidingType } from './decision.ts';

/** Where AWS is silent or contradicts itself, the choice that was made, as a switch (decisions.md). Conformance is
 * defined for the defaults alone. */
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
  /** D24 */
  readonly bareStarUncapped: boolean;
  /** D34 */
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
  denyOrder: ['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'vpcEndpoint'],
  resourcePartColons: 'cross',
  segmentFinalStar: 'cross',
};
