import type { DecidingType } from './decision.ts';

const typeNames: Readonly<Record<DecidingType, string>> = {
  identity: 'identity-based policy',
  permissionsBoundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  serviceControl: 'service control policy',
  resourceControl: 'resource control policy',
  vpcEndpoint: 'VPC endpoint policy',
};

const reasons = (sentence: (name: string) => string): Readonly<Record<DecidingType, string>> =>
  Object.fromEntries(Object.entries(typeNames).map(([type, name]) => [type, sentence(name)])) as Record<DecidingType, string>;

/** Why nothing allows, by the type that would have to. */
export const missingReasons = reasons((name) => `no ${name} allows the action`);
export const deniedReasons = reasons((name) => `a statement of the ${name} denies the action`);
export const undecidedReasons = reasons((name) => `a statement of the ${name} that denies could not be evaluated`);
