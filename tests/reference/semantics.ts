import type { PolicyType } from './case.ts';

/** The switches of decisions.md that the reference knows, at their defaults. `semantics.bareStarUncapped` is not among
 * them: what it would mean is not written down. */
export interface Semantics {
  readonly failClosed: boolean;
  readonly emptyStringIsNull: boolean;
  readonly notPrincipal: 'strict' | 'anyForm';
  readonly arnHeadCase: 'insensitive' | 'sensitive';
  readonly anyServiceAction: 'match' | 'none';
  readonly shortArn: 'either' | 'completed';
  readonly denyOrder: readonly PolicyType[];
  readonly resourcePartColons: 'cross' | 'stop';
  readonly segmentFinalStar: 'cross' | 'stop';
}

export const defaults: Semantics = {
  failClosed: true,
  emptyStringIsNull: true,
  notPrincipal: 'strict',
  arnHeadCase: 'insensitive',
  anyServiceAction: 'match',
  shortArn: 'either',
  denyOrder: ['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'vpcEndpoint'],
  resourcePartColons: 'cross',
  segmentFinalStar: 'cross',
};
