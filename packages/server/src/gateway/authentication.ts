import { callerOf } from '../authorization/caller.ts';
import type { Caller } from '../authorization/caller.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { RequestHead } from '../http/raw-request.ts';
import type { Identity } from '../session/directory-credentials.ts';
import type { PathStyle } from '../signature/canonical-request.ts';
import type { CredentialSource } from '../signature/credential.ts';
import type { SignedRequest, Unreadable } from '../signature/signed-request.ts';
import type { SigningKeys } from '../signature/signing-key.ts';
import { verifySignature } from '../signature/verify.ts';
import type { SignatureFault, SignedPayload } from '../signature/verify.ts';
import { partitionOf } from '../dispatch/partition.ts';

/** Who calls: somebody whose signature is right, or nobody in particular. */
export type Authentication =
  | { readonly authentic: true; readonly caller: Caller; readonly partition: string; readonly payload: SignedPayload | undefined; readonly presigned: boolean }
  | { readonly authentic: false; readonly fault: SignatureFault; readonly message: string };

export interface AuthenticationOptions {
  readonly credentials: CredentialSource<Identity>;
  readonly keys: SigningKeys;
  readonly snapshot: Snapshot;
}

/** Services whose clients sign paths as they send them. */
export const pathStyleOf = (signingName: string): PathStyle => (signingName === 's3' || signingName.startsWith('s3-') || signingName === 's3express' ? 'as-sent' : 'normalized');

/** Unsigned requests are nobody's: only a resource's policy can allow them. */
const anonymous: Caller = { principal: { kind: 'anonymous' }, account: '', userId: '', arn: 'anonymous', accessKeyId: '', user: undefined, role: undefined, session: undefined, tags: [] };

/** @param body absent where it passes later, under a hash that the head states */
export function authenticate(head: RequestHead, body: Uint8Array | undefined, signed: SignedRequest | Unreadable, now: Date, options: AuthenticationOptions): Authentication {
  if ('unreadable' in signed && signed.unreadable === 'missing') return { authentic: true, caller: anonymous, partition: 'aws', payload: undefined, presigned: false };
  const service = 'unreadable' in signed ? '' : signed.scope.service;
  const { credentials, keys, snapshot } = options;
  const verified = verifySignature(head, body, { credentials, keys, services: { [service]: pathStyleOf(service) }, now });
  if (!verified.verified) return { authentic: false, fault: verified.fault, message: verified.message };
  const partition = partitionOf(verified.scope.region);
  return { authentic: true, caller: callerOf(verified.identity, snapshot, partition), partition, payload: verified.payload, presigned: verified.presigned };
}
