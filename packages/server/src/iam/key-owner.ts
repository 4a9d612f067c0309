import type { Requirement } from '../authorization/requirement.ts';
import { onUser } from '../authorization/requirement.ts';
import type { KeyOwner } from '../directory/access-key.ts';
import { validation } from '../directory/fault.ts';
import { getUserRow } from '../directory/user.ts';
import type { Call } from '../operation/call.ts';
import type { UserRow } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import type { ApiError } from '../wire/api-error.ts';
import { impliedUser } from './requirement-keys.ts';

/** An owner of credentials with the name that messages and answers use: the account's id for its root. */
export type NamedOwner = KeyOwner & { readonly userName: string | undefined; readonly shownName: string };

/** What a call on credentials needs: the user that is named, else the one that signs, else the root itself (R21.23). */
export function onKeyOwner(action: string, call: Call, userName: string | undefined, keys?: Requirement['keys']): Requirement {
  const name = namesRoot(call, userName) ? undefined : (userName ?? impliedUser(call));
  return name === undefined ? { action, resource: call.caller.arn, ...(keys ? { keys } : {}) } : onUser(action, call, name, keys);
}

/** Whose access keys a call is about: with temporary credentials the user must be named.
 * @throws ApiError `NoSuchEntity`, or `ValidationError` where no user is named and the caller is none (R21.2) */
export const keyOwner = (db: Database, call: Call, userName: string | undefined): Promise<NamedOwner> => owner(db, call, userName, call.caller.session ? undefined : impliedUser(call));

/** Whose other credentials a call is about: a user's own session may leave out the name. Errors as above. */
export const credentialOwner = (db: Database, call: Call, userName: string | undefined): Promise<NamedOwner> => owner(db, call, userName, impliedUser(call));

/** The user that a call on what only users have is about. Errors as above. */
export async function credentialUser(db: Database, call: Call, userName: string | undefined): Promise<UserRow> {
  const name = userName ?? impliedUser(call);
  if (name === undefined) throw noUserNamed();
  return getUserRow(db, call.account, name);
}

/** Whose password a call is about: the root's only in a session of AssumeRoot (R21.25). Errors as above. */
export async function passwordOwner(db: Database, call: Call, userName: string | undefined): Promise<NamedOwner> {
  const found = await credentialOwner(db, call, userName);
  if (found.user === undefined && call.caller.session?.holder.kind !== 'assumedRoot') throw noUserNamed();
  return found;
}

const noUserNamed = (): ApiError => validation('Must specify userName when calling with non-User credentials');

async function owner(db: Database, call: Call, userName: string | undefined, implied: string | undefined): Promise<NamedOwner> {
  const { account, caller } = call;
  const name = namesRoot(call, userName) ? undefined : (userName ?? implied);
  if (name !== undefined) {
    const row = await getUserRow(db, account, name);
    return { account, user: row.id, userName: row.name, shownName: row.name };
  }
  if (caller.principal.kind !== 'root') throw noUserNamed();
  return { account, user: undefined, userName: undefined, shownName: account };
}

/** Some operations demand a name. The root gives its account's id, under which answers show it. */
function namesRoot({ account, caller, snapshot }: Call, userName: string | undefined): boolean {
  return userName === account && caller.principal.kind === 'root' && !snapshot.findNamed('user', account, userName);
}
