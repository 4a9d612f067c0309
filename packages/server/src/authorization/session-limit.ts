import { ApiError } from '../wire/api-error.ts';
import type { Caller } from './caller.ts';

/** What temporary credentials cannot be used for, whatever policies say (R9.1). */
export function checkSessionLimits({ session, arn }: Caller, service: string, operation: string): void {
  if (!session) return;
  if (operation === 'GetSessionToken' || operation === 'GetFederationToken') throw new ApiError('AccessDenied', `Cannot call ${operation} with session credentials`);
  if (operation === 'GetCallerIdentity' || operation === 'GetScopedCredentials') return;
  const { kind } = session.holder;
  const refused =
    (kind === 'federated' && (service === 'iam' || service === 'sts')) ||
    ((kind === 'user' || kind === 'root') && ((service === 'iam' && session.mfaAt === undefined) || (service === 'sts' && operation !== 'AssumeRole')));
  if (refused) throw new ApiError('AccessDenied', `User: ${arn} is not authorized to perform: ${service}:${operation} with these session credentials`);
}
