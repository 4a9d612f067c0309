import type { Principal } from '@assent/policy';
import { entityArn, federatedUserArn, rootArn, sessionArn } from '../directory/arn.ts';
import type { RoleFacts, Tag, UserFacts } from '../directory/facts.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { Identity } from '../session/directory-credentials.ts';
import type { Session } from '../session/session.ts';

/** An authenticated caller: the principal of the decision, and what lies behind it. */
export interface Caller {
  readonly principal: Principal;
  readonly account: string;
  /** `AIDA…`, `AROA…:SESSION`, `ACCOUNT:NAME`, or the account for its root. */
  readonly userId: string;
  readonly arn: string;
  readonly accessKeyId: string;
  /** The user that calls, or that stands behind a session of its own or a federated one. */
  readonly user: UserFacts | undefined;
  readonly role: RoleFacts | undefined;
  readonly session: Session | undefined;
  /** `aws:PrincipalTag`: tags of the user or role, overridden by those of the session (R9.4). */
  readonly tags: readonly Tag[];
}

/** @throws Error where the identity is not in the snapshot, which authentication has made sure of */
export function callerOf(identity: Identity, snapshot: Snapshot, partition: string): Caller {
  if (identity.kind === 'key') {
    const { key } = identity;
    if (key.user === undefined) return rootCaller(partition, key.account, key.id, undefined);
    return userCaller(partition, known(snapshot.find('user', key.user), key.user), key.id, undefined);
  }
  const { session } = identity;
  const { holder, account, accessKeyId } = session;
  switch (holder.kind) {
    case 'root':
    case 'assumedRoot':
      return rootCaller(partition, account, accessKeyId, session);
    case 'user':
      return userCaller(partition, known(snapshot.find('user', holder.userId), holder.userId), accessKeyId, session);
    case 'role': {
      const role = known(snapshot.find('role', holder.roleId), holder.roleId);
      const arn = sessionArn(partition, account, role.name, holder.sessionName);
      return {
        principal: { kind: 'roleSession', arn, roleArn: entityArn(partition, account, 'role', role.path, role.name), account, roleId: role.id },
        account,
        userId: `${role.id}:${holder.sessionName}`,
        arn,
        accessKeyId,
        user: undefined,
        role,
        session,
        tags: overridden(role.tags, session.tags ?? []),
      };
    }
    case 'federated': {
      const user = holder.userId === undefined ? undefined : known(snapshot.find('user', holder.userId), holder.userId);
      const arn = federatedUserArn(partition, account, holder.name);
      const parentArn = user ? entityArn(partition, account, 'user', user.path, user.name) : rootArn(partition, account);
      return {
        principal: { kind: 'federatedUser', arn, account, parentArn, ...(user ? { parentId: user.id } : {}) },
        account,
        userId: `${account}:${holder.name}`,
        arn,
        accessKeyId,
        user,
        role: undefined,
        session,
        tags: session.tags ?? [],
      };
    }
  }
}

/** Who an identity provider vouches for: no principal of an account, but acting on that of the role (evaluation.md 8.3). */
export const federatedCaller = (provider: string, account: string): Caller => ({
  principal: { kind: 'federated', provider },
  account,
  userId: provider,
  arn: provider,
  accessKeyId: '',
  user: undefined,
  role: undefined,
  session: undefined,
  tags: [],
});

function rootCaller(partition: string, account: string, accessKeyId: string, session: Session | undefined): Caller {
  const arn = rootArn(partition, account);
  return { principal: { kind: 'root', arn, account }, account, userId: account, arn, accessKeyId, user: undefined, role: undefined, session, tags: [] };
}

function userCaller(partition: string, user: UserFacts, accessKeyId: string, session: Session | undefined): Caller {
  const arn = entityArn(partition, user.account, 'user', user.path, user.name);
  return { principal: { kind: 'user', arn, account: user.account, id: user.id }, account: user.account, userId: user.id, arn, accessKeyId, user, role: undefined, session, tags: user.tags };
}

function known<T>(facts: T | undefined, id: string): T {
  if (facts === undefined) throw new Error(`${id} is authenticated but not in the directory`);
  return facts;
}

/** Tags with those of `over` in the place of namesakes; keys compare without case. */
export function overridden(tags: readonly Tag[], over: readonly Tag[]): readonly Tag[] {
  if (over.length === 0) return tags;
  const keys = new Set(over.map(({ key }) => key.toLowerCase()));
  return [...tags.filter(({ key }) => !keys.has(key.toLowerCase())), ...over];
}
