import type { Requirement } from '../authorization/requirement.ts';
import { onUser } from '../authorization/requirement.ts';
import type { KeyOwner } from '../directory/access-key.ts';
import { validation } from '../directory/fault.ts';
import { getUserRow } from '../directory/user.ts';
import type { Call } from '../operation/call.ts';
import type { Database } from '../store/store.ts';
import { impliedUser } from './requirement-keys.ts';

/** What a call on access keys needs: the user that is named, else the one that signs, else the root itself (R21.23). */
export function onKeyOwner(action: string, call: Call, userName: string | undefined): Requirement {
  const name = userName ?? impliedUser(call);
  return name === undefined ? { action, resource: call.caller.arn } : onUser(action, call, name);
}

/** @throws ApiError `NoSuchEntity`, or `ValidationError` where no user is named and the caller is none (R21.2) */
export async function keyOwner(db: Database, call: Call, userName: string | undefined): Promise<KeyOwner & { readonly userName: string | undefined }> {
  const { account, caller } = call;
  // With temporary credentials the user must be named.
  const name = userName ?? (caller.session ? undefined : impliedUser(call));
  if (name !== undefined) {
    const row = await getUserRow(db, account, name);
    return { account, user: row.id, userName: row.name };
  }
  if (caller.principal.kind !== 'root') throw validation('Must specify userName when calling with non-User credentials');
  return { account, user: undefined, userName: undefined };
}
