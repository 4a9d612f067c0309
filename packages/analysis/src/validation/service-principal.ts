import type { PrincipalEntryView } from '../view/principal-view.ts';
import type { StatementView } from '../view/statement-view.ts';

/** Keys that say on whose behalf a service calls; in lower case. */
export const sourceKeys: ReadonlySet<string> = new Set(['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths']);

/** Keys that limit a service's calls, yet do not say on whose behalf they are made. */
export const weakerKeys: ReadonlySet<string> = new Set(['aws:sourceowner', 'aws:sourceip', 'aws:principalservicename', 'aws:principalisawsservice', 'kms:calleraccount', 'kms:viaservice', 'lambda:eventsourcetoken', 'aws:resourceaccount', 'aws:resourceorgid']);

const domains = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'aws.internal', 'c2s.ic.gov', 'sc2s.sgov.gov'];

/** Whether a text has the form of a service principal: a name, dots, and a domain of AWS. */
export function isServicePrincipal(value: string): boolean {
  const lower = value.toLowerCase();
  const domain = domains.find((name) => lower.endsWith(`.${name}`));
  return domain !== undefined && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(lower.slice(0, -domain.length - 1));
}

/** The services that a statement lets in. */
export const allowedServices = (statement: StatementView): readonly PrincipalEntryView[] =>
  statement.effect === 'Allow' ? statement.principals.flatMap(({ negated, entries }) => (negated ? [] : entries.filter(({ kind }) => kind === 'Service'))) : [];
