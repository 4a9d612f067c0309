import { resourceOf } from './arn.ts';
import type { Caller } from './caller.ts';
import { accountOfCaller, isServiceLinkedRole } from './caller.ts';
import type { Case } from './case.ts';
import type { Hit, SetReading } from './statement-set.ts';
import { allows, denies, evaluateSet } from './statement-set.ts';
import services from './rcp-services.json' with { type: 'json' };

export interface ControlResult {
  readonly outcome: 'notApplicable' | 'explicitDeny' | 'implicitDeny' | 'allow';
  readonly hits: readonly Hit[];
}

/** `evalControl` of 8.2, R10.3 */
export function evaluateControl(given: Case, type: 'serviceControl' | 'resourceControl', reading: SetReading, resourceAccount: string | undefined): ControlResult {
  const levels = given.policies?.[type];
  const applies = type === 'serviceControl' ? underServiceControl(given, reading.caller) : underResourceControl(given, reading.caller, resourceAccount);
  if (levels === undefined || !applies) return { outcome: 'notApplicable', hits: [] };
  const each = levels.map((documents, level) => evaluateSet(documents, type, reading, level));
  const hits = each.flat();
  if (each.some(denies)) return { outcome: 'explicitDeny', hits };
  // R10.4: RCPFullAWSAccess is on every level of resource control policies.
  // A member is under the root's level at least: none at all is no permission.
  if (type === 'serviceControl' && (each.length === 0 || !each.every(allows))) return { outcome: 'implicitDeny', hits };
  return { outcome: 'allow', hits };
}

/** R10.1, R10.2, R8.14; R1.6: who has levels is a member. */
function underServiceControl(given: Case, caller: Caller): boolean {
  if (given.action.toLowerCase().startsWith('mechanicalturk:')) return false; // R10.7
  const account = accountOfCaller(caller);
  return account !== undefined && account !== given.organization?.managementAccount && !isServiceLinkedRole(caller);
}

/** R10.9, R10.11 */
function underResourceControl(given: Case, caller: Caller, resourceAccount: string | undefined): boolean {
  const action = given.action.toLowerCase();
  if (resourceAccount !== undefined && resourceAccount === given.organization?.managementAccount) return false;
  if (!services.prefixes.includes(action.split(':')[0] ?? '') || action === 'kms:retiregrant') return false;
  return !(caller.kind === 'service' && action === 'sts:assumerole' && resourceOf(given.resource).startsWith(`role/aws-service-role/${caller.service}/`));
}
