import { accountOf, isServiceLinked } from '../principal.ts';
import type { RequestView } from './request-view.ts';
import type { Semantics } from './semantics.ts';

/** What service control policies cannot restrict, where it has actions of its own (R10.7): Amazon Mechanical Turk. */
const unrestrictedService = 'mechanicalturk';

/** Whether service control policies limit the caller (R10.1, R10.2, R8.14): principals of member accounts, whatever they
 * are, but not those of the management account, nor service-linked roles, nor who has no account. */
export function serviceControlApplies({ principal, request, action }: RequestView): boolean {
  const account = accountOf(principal);
  if (action.service === unrestrictedService) return false;
  return account !== undefined && account !== request.organization?.managementAccount && !isServiceLinked(principal);
}

/** Whether resource control policies guard the resource (R10.1, R10.9, R10.11). */
export function resourceControlApplies(view: RequestView, { rcpServices }: Semantics): boolean {
  const { action, request, resource, principal } = view;
  if (view.resourceAccount === request.organization?.managementAccount && view.resourceAccount !== '') return false;
  if (!rcpServices.has(action.service) || action.name === 'kms:retiregrant') return false;
  return !(principal.kind === 'service' && action.name === 'sts:assumerole' && /^[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:role\/aws-service-role\//.test(resource.text));
}
