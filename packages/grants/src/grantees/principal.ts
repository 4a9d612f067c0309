import { GrantError } from '../grant-error.ts';
import type { ConditionBlock, PrincipalBlock } from '../statement/statement.ts';
import type { PolicyHolder } from './policy-holder.ts';

/** Whoever has no policies of its own: only the policy of a resource can grant it something. */
export interface PlainPrincipal {
  readonly kind: 'service' | 'account' | 'organization' | 'federated' | 'any';
  /** In words, for tables and errors. */
  readonly label: string;
  readonly element: PrincipalBlock;
  readonly conditions: ConditionBlock;
  /** Where it is one account. */
  readonly account?: string;
}

/** To whom a grant goes in the end. */
export type GrantPrincipal = PolicyHolder | PlainPrincipal;

/** Whatever can be granted something: a function, a task definition, a role, a service. */
export interface Grantee {
  readonly grantPrincipal: GrantPrincipal;
}

/** Takes the principal of a grantee, and tells what else was given.
 * @throws GrantError `not-a-grantee`, `execution-role` */
export function principalOf(grantee: Grantee): GrantPrincipal {
  const given: unknown = grantee;
  if (typeof given === 'object' && given !== null) {
    if ('grantPrincipal' in given && typeof given.grantPrincipal === 'object' && given.grantPrincipal !== null) return grantee.grantPrincipal;
    if ('isExecutionRole' in given) {
      throw new GrantError('execution-role', 'an execution role gets what images, log groups and secrets of the task need and nothing else: grant to the task definition, whose application runs with the task role');
    }
  }
  throw new GrantError('not-a-grantee', `\`${String(given)}\` cannot be granted anything: give a function, a task definition, a role, a user, a group, or for instance \`new ServicePrincipal('events.amazonaws.com')\``);
}
