import type { RawRequest } from '../http/raw-request.ts';
import type { Call, Environment } from '../operation/call.ts';
import { headerValues } from '../signature/canonical-request.ts';
import type { Database } from '../store/store.ts';

/** Who calls, and where the request was signed for. */
export type CallOrigin = Pick<Call, 'region' | 'partition' | 'caller'>;

/** The call that an authenticated request is. */
export const callOf = (request: RawRequest, requestId: string, { region, partition, caller }: CallOrigin, environment: Environment, db: Database): Call => ({
  requestId,
  now: request.receivedAt,
  partition,
  region,
  sourceIp: request.sourceIp,
  userAgent: headerValues(request).get('user-agent')?.[0],
  secure: request.secure,
  caller,
  account: caller.account,
  environment,
  snapshot: environment.snapshot,
  db,
});

/** Notes when and where a role or an access key was used last. */
export function noteUse({ caller, environment, now, region }: Call, service: string): void {
  const use = { at: Math.floor(now.getTime() / 1000) * 1000, service, region };
  if (caller.role) environment.usage.noteRole(caller.role.id, use);
  else if (!caller.session) environment.usage.noteAccessKey(caller.accessKeyId, use);
}
