import type { sts } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { validation } from '../../directory/fault.ts';
import { reading } from '../../operation/operation.ts';
import { tokenLimit } from '../../session/session-token.ts';
import { ApiError } from '../../wire/api-error.ts';
import { reissueSession } from '../issue-session.ts';
import { sessionPolicies } from '../session-policies.ts';

const layerLimit = 3;
const longest = 129_600;
const largestMinimum = 4096;
const longestDescription = 256;

/** Other credentials for the session that calls: the same identity with less, for a shorter time, or both. */
export const getScopedCredentials = reading<sts.StsOperations['GetScopedCredentials']>({
  requires: () => onAnything('sts:GetScopedCredentials'),
  handle(input, call) {
    const { caller, now, account, snapshot } = call;
    const { session } = caller;
    if (!session) throw new ApiError('AccessDenied', 'Cannot call GetScopedCredentials with long-term credentials');
    checkInput(input);
    const held = session.scopeDown ?? [];
    if (input.Policy !== undefined && held.length >= layerLimit) throw new ApiError('AccessDenied', `A session can have up to ${layerLimit} scope-down policies.`);
    const { policies = [] } = sessionPolicies({ Policy: input.Policy }, account, snapshot);
    const expiresAt = input.DurationSeconds === undefined ? session.expiresAt : now.getTime() + input.DurationSeconds * 1000;
    if (expiresAt > session.expiresAt) throw new ApiError('InsufficientSessionLifetime', 'The requested DurationSeconds exceeds the remaining lifetime of the calling session.');
    const scopeDown = [...held, ...policies];
    const Credentials = reissueSession(call, session, { expiresAt, ...(scopeDown.length > 0 ? { scopeDown } : {}) }, input.MinimumSessionTokenSize ?? 0);
    const size = Credentials.SessionToken.length;
    return {
      Credentials,
      SessionInfo: { ScopedSessionId: caller.userId, Arn: caller.arn },
      SessionTokenUtilization: Math.ceil((100 * size) / tokenLimit),
      SessionTokenSize: size,
      ScopedPoliciesCount: scopeDown.length,
      SourceIdentity: session.sourceIdentity,
    };
  },
});

/** What the API model leaves open.
 * @throws ApiError `ValidationError` */
function checkInput({ Policy, DurationSeconds, MinimumSessionTokenSize = 0, ScopedSessionDescription = '' }: sts.GetScopedCredentialsRequest): void {
  if (Policy === undefined && DurationSeconds === undefined) throw validation('Policy or DurationSeconds must be given.');
  if (DurationSeconds !== undefined && (DurationSeconds < 1 || DurationSeconds > longest)) throw validation(`DurationSeconds must be from 1 to ${longest}.`);
  if (MinimumSessionTokenSize < 0 || MinimumSessionTokenSize > largestMinimum) throw validation(`MinimumSessionTokenSize must be from 0 to ${largestMinimum}.`);
  if (ScopedSessionDescription.length > longestDescription) throw validation(`ScopedSessionDescription can have up to ${longestDescription} characters.`);
}
