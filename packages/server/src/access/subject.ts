import { callerOf, roleCaller, userCaller } from '../authorization/caller.ts';
import type { Caller } from '../authorization/caller.ts';
import { entityArn, parseEntityArn } from '../directory/arn.ts';
import type { RoleFacts, UserFacts } from '../directory/facts.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { Identity } from '../session/directory-credentials.ts';
import type { CredentialSource } from '../signature/credential.ts';
import type { Subject } from './evaluation.ts';

/** The session name of a role that is asked about without a session. */
export const roleSessionName = 'assent-evaluation';

/** Who a subject is in the directory; `undefined` where it is nobody there, or its session has ended. */
export function findSubject(subject: Subject, snapshot: Snapshot, credentials: CredentialSource<Identity>): Caller | undefined {
  const { type, id } = subject;
  if (subject.credentials) {
    const found = credentials.find(subject.credentials.accessKeyId, subject.credentials.sessionToken);
    if (found.status !== 'active') return undefined;
    const caller = callerOf(found.identity, snapshot, partitionIn(id));
    return caller.arn === id || caller.userId === id ? caller : undefined;
  }
  if (type === 'user') {
    const user = entity(id, 'user', snapshot);
    return user && userCaller(partitionIn(id), user, '', undefined);
  }
  const [roleId, sessionName] = type === 'session' ? splitSession(id) : [id, roleSessionName];
  const role = entity(roleId, 'role', snapshot);
  return role && sessionName !== undefined ? roleCaller(partitionIn(id), role, sessionName, undefined) : undefined;
}

/** What the caller needs a permission on to ask about a subject: the ARN of the user or role, known or not. */
export function subjectArn(subject: Subject, caller: Caller | undefined, partition: string, account: string): string {
  const holder = caller?.role ?? caller?.user;
  if (caller && holder) return entityArn(partitionIn(caller.arn), holder.account, holder.kind, holder.path, holder.name);
  if (caller) return caller.arn;
  return subject.id.startsWith('arn:') ? subject.id : `arn:${partition}:iam::${account}:${subject.type === 'user' ? 'user' : 'role'}/${subject.id}`;
}

const partitionIn = (id: string): string => /^arn:(aws[a-z-]*):/.exec(id)?.[1] ?? 'aws';

function entity<K extends 'user' | 'role'>(id: string, kind: K, snapshot: Snapshot): (K extends 'user' ? UserFacts : RoleFacts) | undefined;
function entity(id: string, kind: 'user' | 'role', snapshot: Snapshot): UserFacts | RoleFacts | undefined {
  const facts = find(id, kind, snapshot);
  return facts && snapshot.find('account', facts.account)?.closed === false ? facts : undefined;
}

function find(id: string, kind: 'user' | 'role', snapshot: Snapshot): UserFacts | RoleFacts | undefined {
  const session = /^arn:aws[a-z-]*:sts::(\d{12}):assumed-role\/([^/]+)$/.exec(id);
  if (session) {
    const role = snapshot.findNamed('role', session[1] ?? '', session[2] ?? '');
    return role?.name === session[2] ? role : undefined;
  }
  if (!id.startsWith('arn:')) return snapshot.find(kind, id);
  const arn = parseEntityArn(id);
  if (arn?.kind !== kind) return undefined;
  const facts = snapshot.findNamed(kind, arn.account, arn.name);
  return facts?.name === arn.name && facts.path === arn.path ? facts : undefined;
}

/** `…:assumed-role/NAME/SESSION` or `AROA…:SESSION`. */
function splitSession(id: string): readonly [role: string, session: string | undefined] {
  const at = id.startsWith('arn:') ? id.lastIndexOf('/') : id.indexOf(':');
  const session = at < 0 ? '' : id.slice(at + 1);
  return [at < 0 ? id : id.slice(0, at), /^[\w+=,.@-]{2,64}$/.test(session) ? session : undefined];
}
