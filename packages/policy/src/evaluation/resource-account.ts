import { parseArn } from '../arn.ts';
import { accountOf } from '../principal.ts';
import type { AuthorizationRequest } from './request.ts';

/** Who owns the resource (R8.8): as stated, else the account in its ARN, else the caller's own. The `aws` of AWS managed
 * policies counts as the caller's own, too (D66). */
export function resourceAccountOf({ resourceAccount, resource, principal }: AuthorizationRequest): string {
  if (resourceAccount !== undefined) return resourceAccount;
  const named = parseArn(resource)?.account;
  return named !== undefined && named !== '' && named !== 'aws' ? named : (accountOf(principal) ?? '');
}
