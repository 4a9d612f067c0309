import { parseArn } from '../arn.ts';
import { accountOf, isServiceLinked } from '../principal.ts';
import type { RequestView } from './request-view.ts';
import { rcpServices } from './rcp-services.ts';

/** Whether service control policies limit the caller (R10.1, R10.2, R8.14): principals of member accounts, whatever they
 * are, but not those of the management account, nor service-linked roles, nor who has no account. */
export function serviceControlApplies({ principal, request }: RequestView): boolean {
  const account = accountOf(principal);
  return account !== undefined && account !== request.organization?.managementAccount && !isServiceLinked(principal);
}

/** Whether resource control policies guard the resource (R10.1, R10.9, R10.11). */
export function resourceControlApplies(view: RequestView): boolean {
  const { action, request, resource, principal } = view;
  if (view.resourceAccount === request.organization?.managementAccount && view.resourceAccount !== '') return false;
  if (!rcpServices.has(action.service) || action.name === 'kms:retiregrant') return false;
  // R8.14: a service assumes its own service-linked role.
  return !(principal.kind === 'service' && action.name === 'sts:assumerole' && parseArn(resource.text)?.resource.startsWith(`role/aws-service-role/${principal.service}/`) === true);
}
