import { partsOf, resourceOf } from './arn.ts';
import type { Caller } from './caller.ts';
import type { OneOrMany, PrincipalMap, Statement } from './case.ts';
import { listOf } from './case.ts';
import type { Context } from './context.ts';
import type { Semantics } from './semantics.ts';

/** How a caller is named (7.1). */
export type Strength = 'Star' | 'Account' | 'UserArn' | 'ParentUserArn' | 'RoleArn' | 'SessionArn' | 'FederatedUserArn' | 'Service' | 'Federated';

export interface PrincipalReading {
  readonly caller: Caller;
  readonly context: Context;
  /** R7.8 */
  readonly hasBoundary: boolean;
  readonly semantics: Semantics;
}

/** The strengths in which a statement names the caller; none: it does not match. */
export function strengthsOf(statement: Statement, reading: PrincipalReading): readonly Strength[] {
  if (statement.NotPrincipal !== undefined) return matchesNotPrincipal(statement, statement.NotPrincipal, reading) ? ['Star'] : [];
  return statement.Principal === undefined ? [] : named(statement.Principal, reading);
}

/** R7.2: all kinds and values are OR. */
function named(element: string | PrincipalMap, reading: PrincipalReading): readonly Strength[] {
  if (typeof element === 'string') return element === '*' ? ['Star'] : [];
  return Object.entries(element).flatMap(([kind, values]) => listOf<string>(values as OneOrMany<string>).flatMap((value) => strengthOf(kind, value, reading)));
}

function strengthOf(kind: string, value: string, reading: PrincipalReading): readonly Strength[] {
  const { caller } = reading;
  switch (kind) {
    case 'AWS':
      return ofAws(value, reading);
    case 'Service':
      return caller.kind === 'service' && caller.service === value ? ['Service'] : [];
    case 'Federated':
      return caller.kind === 'federated' && caller.provider === value ? ['Federated'] : [];
    case 'CanonicalUser':
      return caller.kind === 'canonicalUser' && caller.id === value ? ['Account'] : [];
    default:
      return [];
  }
}

/** R11.4: a SAML principal with the WebIdentity action, and the reverse, is granted nothing. */
export function fitsProtocol(provider: string, action: string): boolean {
  const saml = resourceOf(provider).startsWith('saml-provider/');
  return !(action.toLowerCase() === (saml ? 'sts:assumerolewithwebidentity' : 'sts:assumerolewithsaml'));
}

function ofAws(value: string, reading: PrincipalReading): readonly Strength[] {
  const { caller } = reading;
  if (value === '*') return ['Star'];
  if (!('account' in caller)) return [];
  if (value === caller.account || value === `arn:${partsOf(caller.arn)?.[1] ?? ''}:iam::${caller.account}:root`) {
    return ['Account'];
  }
  // R7.3: a stored id matches the part of aws:userid before the colon.
  const userid = reading.context.get('aws:userid')?.values[0]?.split(':')[0];
  switch (caller.kind) {
    case 'user':
      return value === caller.arn || (value.startsWith('AIDA') && value === userid) ? ['UserArn'] : [];
    case 'roleSession':
      if (value === caller.arn) return ['SessionArn'];
      return value === caller.roleArn || (value.startsWith('AROA') && value === userid) ? ['RoleArn'] : []; // R7.6
    case 'federatedUser':
      if (value === caller.arn) return ['FederatedUserArn'];
      return value === caller.parent || value === caller.parentId ? ['ParentUserArn'] : [];
    default:
      return [];
  }
}

/** R7.8 */
function matchesNotPrincipal(statement: Statement, element: string | PrincipalMap, reading: PrincipalReading): boolean {
  const forms = named(element, reading);
  if (statement.Effect === 'Allow') return forms.length === 0;
  const { caller } = reading;
  if (caller.kind === 'anonymous' || reading.hasBoundary) return true;
  if (reading.semantics.notPrincipal === 'anyForm') return forms.length === 0;
  const inFull: readonly Strength[] = {
    root: ['Account'],
    user: ['UserArn', 'Account'],
    roleSession: ['SessionArn', 'RoleArn', 'Account'],
    federatedUser: ['FederatedUserArn', 'Account'],
    service: ['Service'],
    federated: ['Federated'],
    canonicalUser: ['Account'],
  }[caller.kind] as readonly Strength[];
  if (forms.includes('Star')) return false; // `*` lists everybody
  return !inFull.every((form) => forms.includes(form));
}
