import { findAction, findService } from '@assent/catalog';
import type { Action } from '@assent/catalog';
import { compileAction } from '@assent/policy';
import { GrantError } from '../grant-error.ts';

const known = new Map<string, readonly Action[]>();

/** The actions that a name or a pattern of one service means. */
export function matchingActions(pattern: string): readonly Action[] {
  const remembered = known.get(pattern);
  if (remembered) return remembered;
  const found = lookUp(pattern);
  if (known.size < 10_000) known.set(pattern, found);
  return found;
}

function lookUp(pattern: string): readonly Action[] {
  if (!pattern.includes('*') && !pattern.includes('?')) {
    const action = findAction(pattern);
    return action ? [action] : [];
  }
  const [prefix = ''] = pattern.split(':');
  const service = findService(prefix);
  const matches = compileAction(pattern);
  return (service?.actionNames() ?? []).filter((name) => matches(`${prefix}:${name}`.toLowerCase())).flatMap((name) => service?.action(name) ?? []);
}

/** Holds that the actions exist and are of the services that the resource has.
 * @throws GrantError `no-actions`, `unknown-action`, `foreign-action` */
export function checkActions(resource: string, services: readonly string[], actions: readonly string[]): void {
  if (actions.length === 0) throw new GrantError('no-actions', `no action was given for ${resource}: write \`grant(grantee, '${services[0] ?? ''}:Name')\``);
  for (const action of actions) {
    const colon = action.indexOf(':');
    const prefix = action.slice(0, Math.max(0, colon)).toLowerCase();
    if (!services.includes(prefix)) {
      throw new GrantError('foreign-action', `\`${action}\` is no action on ${resource}: its actions begin with ${services.map((service) => `\`${service}:\``).join(' or ')}`);
    }
    if (matchingActions(action).length === 0) throw new GrantError('unknown-action', `there is no action \`${action}\`: see the actions of \`${prefix}\` in AWS's service authorization reference`);
  }
}
