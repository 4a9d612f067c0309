import type { OrganizationFacts } from '../directory/facts.ts';

/** Who in an organization may do something with it, besides its management account (R23.9–R23.11): every member; those
 * that are registered for some service, or that the resource policy lets; the latter alone; nobody. */
export type OrganizationAccess = 'members' | 'readers' | 'delegates' | 'management';

/** Whether a member may. Being registered gives reading only; everything else is the resource policy's to give.
 * @param delegated whether the resource policy lets the caller */
export function memberMay(access: OrganizationAccess, { delegatedAdministrators }: OrganizationFacts, account: string, delegated: boolean): boolean {
  switch (access) {
    case 'members':
      return true;
    case 'readers':
      return delegated || delegatedAdministrators.includes(account);
    case 'delegates':
      return delegated;
    case 'management':
      return false;
  }
}
