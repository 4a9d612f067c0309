import { accountOf, partsOf, resourceOf } from './arn.ts';
import type { Case } from './case.ts';

/** R7: who calls. */
export type Caller =
  | { readonly kind: 'root'; readonly arn: string; readonly account: string }
  | { readonly kind: 'user'; readonly arn: string; readonly account: string; readonly id?: string }
  | { readonly kind: 'roleSession'; readonly arn: string; readonly account: string; readonly roleArn: string; readonly id?: string }
  | { readonly kind: 'federatedUser'; readonly arn: string; readonly account: string; readonly parent?: string; readonly parentId?: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'canonicalUser'; readonly id: string };

export function callerOf(given: Case): Caller {
  const { principal } = given;
  if (typeof principal === 'string') return principal === '*' ? { kind: 'anonymous' } : withArn(principal, given);
  if (principal['Service'] !== undefined) return { kind: 'service', service: principal['Service'] };
  if (principal['Federated'] !== undefined) return { kind: 'federated', provider: principal['Federated'] };
  if (principal['CanonicalUser'] !== undefined) return { kind: 'canonicalUser', id: principal['CanonicalUser'] };
  const arn = principal['AWS'] ?? '*';
  return arn === '*' ? { kind: 'anonymous' } : withArn(arn, given);
}

function withArn(arn: string, given: Case): Caller {
  const account = accountOf(arn);
  const [type = '', name = ''] = resourceOf(arn).split('/');
  const id = given.principalId === undefined ? {} : { id: given.principalId.split(':')[0] ?? '' };
  switch (type) {
    case 'root':
      return { kind: 'root', arn, account };
    case 'user':
      return { kind: 'user', arn, account, ...id };
    case 'assumed-role':
      // R7.6: the session's ARN has no path; the case gives the role's.
      return { kind: 'roleSession', arn, account, roleArn: given.principalRole ?? `arn:${partsOf(arn)?.[1] ?? ''}:iam::${account}:role/${name}`, ...id };
    case 'federated-user':
      return {
        kind: 'federatedUser',
        arn,
        account,
        ...(given.principalParent === undefined ? {} : { parent: given.principalParent }),
        ...(given.principalId === undefined ? {} : { parentId: given.principalId }),
      };
    default:
      throw new Error(`\`${arn}\` is no caller`);
  }
}

/** R8.14: the role's path says it. */
export const isServiceLinkedRole = (caller: Caller): boolean => caller.kind === 'roleSession' && resourceOf(caller.roleArn).startsWith('role/aws-service-role/');

/** The account that a caller belongs to; none for anonymous callers, services, federated and canonical ones (8.2). */
export const accountOfCaller = (caller: Caller): string | undefined => ('account' in caller ? caller.account : undefined);
