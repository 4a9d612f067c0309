import type { Authorizer } from '../authorization/authorizer.ts';
import { callerOf } from '../authorization/caller.ts';
import type { Caller } from '../authorization/caller.ts';
import { callOf } from '../operation/call.ts';
import { noteUse } from '../operation/use.ts';
import { partitionOf } from '../dispatch/partition.ts';
import type { RawRequest } from '../http/raw-request.ts';
import type { Call, Environment } from '../operation/call.ts';
import type { Identity } from '../session/directory-credentials.ts';
import { headerValues } from '../signature/canonical-request.ts';
import type { CredentialSource } from '../signature/credential.ts';
import type { SigningKeys } from '../signature/signing-key.ts';
import { verifySignature } from '../signature/verify.ts';
import type { Database } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { AccessError } from './access-error.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Subject } from './evaluation.ts';
import { subjectArn } from './subject.ts';

/** The name that requests to the access endpoints are signed for. */
export const signingName = 'assent';

/** Who asks, and what about. */
export interface Asker {
  /** @throws AccessError `forbidden` */
  checkMayAsk(subject: Subject, found: Caller | undefined, explained: boolean): void;
}

export interface AskerOptions {
  readonly environment: Environment;
  readonly db: Database;
  readonly credentials: CredentialSource<Identity>;
  readonly keys: SigningKeys;
  readonly authorizer: Authorizer;
  readonly tokens: AccessTokens | undefined;
}

/** Finds out who asks: the bearer of a token, or who signed with an access key.
 * @throws AccessError `unauthenticated` */
export function authenticate(request: RawRequest, requestId: string, options: AskerOptions): Asker {
  const [authorization, ...more] = headerValues(request).get('authorization') ?? [];
  const bearer = authorization === undefined ? undefined : /^bearer +(\S{1,2048})$/i.exec(authorization)?.[1];
  if (bearer !== undefined) {
    const holder = more.length === 0 ? options.tokens?.find(bearer) : undefined;
    if (!holder) throw new AccessError('unauthenticated', 'the bearer token is not known');
    return {
      checkMayAsk(_subject, _found, explained) {
        if (explained && !holder.mayExplain) throw new AccessError('forbidden', 'the token is not for explanations');
      },
    };
  }
  return signer(request, requestId, options);
}

/** Who signs needs `assent:EvaluateAccess` on the user or role asked about, and `assent:ExplainAccess` to be told why: in
 * another account nobody has that. */
function signer(request: RawRequest, requestId: string, { environment, db, credentials, keys, authorizer }: AskerOptions): Asker {
  const verified = verifySignature(request, request.body, { credentials, keys, services: { [signingName]: 'normalized' }, now: request.receivedAt });
  if (!verified.verified) throw new AccessError('unauthenticated', verified.message);
  const { region } = verified.scope;
  const partition = partitionOf(region);
  const call: Call = callOf(request, { requestId, region, partition, caller: callerOf(verified.identity, environment.snapshot, partition), environment, db });
  noteUse(call, signingName);
  return {
    checkMayAsk(subject, found, explained) {
      const resource = subjectArn(subject, found, partition, call.account);
      const owner = found === undefined ? {} : { resourceAccount: found.account };
      const on = (action: string) => ({ action, resource, ...owner });
      try {
        authorizer.authorize(call, signingName, [on('assent:EvaluateAccess'), ...(explained ? [on('assent:ExplainAccess')] : [])]);
      } catch (error) {
        if (error instanceof ApiError) throw new AccessError('forbidden', error.message);
        throw error;
      }
    },
  };
}
