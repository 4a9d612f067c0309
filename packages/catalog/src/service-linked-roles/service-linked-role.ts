import { readFileSync } from 'node:fs';

/** The role that a service makes for itself in an account (R21.35). */
export interface ServiceLinkedRole {
  /** `autoscaling.amazonaws.com`: who may assume it. */
  readonly service: string;
  readonly roleName: string;
  /** The AWS managed policy that it holds, in the partition `aws`. */
  readonly policyArn: string;
  /** Whether an account may have several, told apart by a suffix. */
  readonly suffixAllowed: boolean;
  /** The description where the caller gives none. */
  readonly description: string | undefined;
}

/** The form of the data. */
export interface ServiceLinkedRoleTable {
  readonly source: string;
  readonly date: string;
  readonly roles: readonly (readonly [service: string, roleName: string, policyArn: string, suffixAllowed: boolean, description?: string])[];
}

let loaded: ReadonlyMap<string, ServiceLinkedRole> | undefined;

function load(): ReadonlyMap<string, ServiceLinkedRole> {
  if (!loaded) {
    const { roles } = JSON.parse(readFileSync(new URL('../../data/service-linked-roles.json', import.meta.url), 'utf8')) as ServiceLinkedRoleTable;
    loaded = new Map(roles.map(([service, roleName, policyArn, suffixAllowed, description]) => [service, { service, roleName, policyArn, suffixAllowed, description }]));
  }
  return loaded;
}

/** Finds one by its service principal, which is compared with case. */
export const findServiceLinkedRole = (service: string): ServiceLinkedRole | undefined => load().get(service);

/** All that are known, sorted by service. */
export const listServiceLinkedRoles = (): readonly ServiceLinkedRole[] => [...load().values()];
