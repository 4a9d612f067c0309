import { inPartition } from '../directory/arn.ts';
import type { Keys } from '../authorization/requirement.ts';
import type { Call } from '../operation/call.ts';

/** `iam:PermissionsBoundary`: the boundary that a user or role has. */
export function boundaryKey(call: Call, kind: 'user' | 'role', name: string): Keys {
  const boundary = call.snapshot.findNamed(kind, call.account, name)?.boundary;
  return { 'iam:PermissionsBoundary': boundary === undefined ? undefined : inPartition(boundary, call.partition) };
}

/** `iam:ServiceSpecificCredentialServiceName`: the service that a credential of the account is for. */
export function serviceCredentialKeys(call: Call, id: string): Keys {
  const credential = call.snapshot.find('serviceCredential', id);
  return { 'iam:ServiceSpecificCredentialServiceName': credential?.account === call.account ? credential.service : undefined };
}

/** The user whose name a call may leave out: the one that signs it (R21.2, R21.23). */
export const impliedUser = (call: Call): string | undefined => call.caller.user?.name;
