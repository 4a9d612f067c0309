import { compileAction } from '@assent/policy';
import type { Place, TextPlace } from '../view/place.ts';
import type { PolicyView } from '../view/policy-view.ts';
import type { ListView, StatementView } from '../view/statement-view.ts';
import type { Detection } from './rule.ts';

/** How a statement comes to allow an action: by name, by a pattern, or by not naming it under `NotAction`. */
export type GrantedBy = 'name' | 'pattern' | 'exception';

/** How it names the resources: by a pattern that is too wide, or by all but some. */
export type GrantedOn = 'pattern' | 'exception';

/** An action on roles that is dangerous where it is granted on more than was meant. */
export interface RoleAction {
  /** Whole, in lower case. */
  readonly action: string;
  /** Whether a resource pattern is too wide. */
  isBroad(resource: string): boolean;
  /** Whether the conditions keep the grant within bounds. */
  isBounded(statement: StatementView): boolean;
}

/** The statements that allow an action on roles in one of the ways that AWS's checks tell apart. */
export function* broadGrants(policy: PolicyView, target: RoleAction, by: GrantedBy, on: GrantedOn, details: string): Generator<Detection> {
  for (const statement of policy.statements) {
    if (statement.effect !== 'Allow' || target.isBounded(statement)) continue;
    const [actions, resources] = [statement.actions[0], statement.resources[0]];
    if (!actions || !resources || resources.negated !== (on === 'exception')) continue;
    const granting = grantingPlaces(actions, target.action, by);
    const granted: readonly Place[] = resources.negated ? [resources] : resources.texts.filter(({ value }) => target.isBroad(value));
    if (granted.length === 0) continue;
    for (const place of granting) yield { details, places: [place, ...granted] };
  }
}

function grantingPlaces(actions: ListView, action: string, by: GrantedBy): readonly Place[] {
  if (actions.negated) return by === 'exception' && !actions.texts.some((text) => matches(text, action)) ? [actions] : [];
  if (by === 'exception') return [];
  return actions.texts.filter((text) => matches(text, action) && /[*?]/.test(text.value) === (by === 'pattern'));
}

const matches = ({ value }: TextPlace, action: string): boolean => compileAction(value)(action);
