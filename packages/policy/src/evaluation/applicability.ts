import { parseArn } from '../arn.ts';
import { accountOf, isServiceLinked } from '../principal.ts';
import type { RequestView } from './request-view.ts';

/** What service control policies cannot restrict, where it has actions of its own (R10.7): Amazon Mechanical Turk. */
const unrestrictedService = 'mechanicalturk';

/** Why policies of a type do not apply. */
export interface Exemption {
  readonly rule: string;
  readonly reason: string;
}

const exemptions = {
  noAccount: { rule: 'R10.2', reason: 'the caller belongs to no account' },
  managementPrincipal: { rule: 'R10.1', reason: 'the caller belongs to the management account' },
  unrestricted: { rule: 'R10.7', reason: 'the service is none of those that service control policies can restrict' },
  serviceLinked: { rule: 'R8.14', reason: 'the caller is a service-linked role' },
  managementResource: { rule: 'R10.1', reason: 'the resource belongs to the management account' },
  otherService: { rule: 'R10.11', reason: 'the service is none of those that resource control policies guard' },
  retireGrant: { rule: 'R10.9', reason: 'resource control policies leave kms:RetireGrant alone' },
  assumingServiceLinked: { rule: 'R8.14', reason: 'a service assumes its service-linked role' },
} as const satisfies Readonly<Record<string, Exemption>>;

/** Why service control policies do not limit the caller (R10.1, R10.2, R8.14): they limit principals of member accounts,
 * whatever they are, but not those of the management account, nor service-linked roles, nor who has no account. */
export function serviceControlExemption({ principal, request, action }: RequestView): Exemption | undefined {
  const account = accountOf(principal);
  if (account === undefined) return exemptions.noAccount;
  if (action.service === unrestrictedService) return exemptions.unrestricted;
  if (account === request.organization?.managementAccount) return exemptions.managementPrincipal;
  return isServiceLinked(principal) ? exemptions.serviceLinked : undefined;
}

/** Why resource control policies do not guard the resource (R10.1, R10.9, R10.11). */
export function resourceControlExemption(view: RequestView): Exemption | undefined {
  const { action, request, resource, principal, semantics } = view;
  if (view.resourceAccount === request.organization?.managementAccount && view.resourceAccount !== '') return exemptions.managementResource;
  if (!semantics.rcpServices.has(action.service)) return exemptions.otherService;
  if (action.name === 'kms:retiregrant') return exemptions.retireGrant;
  if (principal.kind !== 'service' || action.name !== 'sts:assumerole') return undefined;
  return parseArn(resource.text)?.resource.startsWith(`role/aws-service-role/${principal.service}/`) === true ? exemptions.assumingServiceLinked : undefined;
}
