import { accessKeyPurpose } from '../directory/access-key.ts';
import type { AccessKeyFacts } from '../directory/facts.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { Vault } from '../secret/vault.ts';
import type { CredentialSource, FoundCredential } from '../signature/credential.ts';
import type { Session } from './session.ts';
import type { SessionTokens } from './session-token.ts';

/** Who a verified signature stands for. */
export type Identity = { readonly kind: 'key'; readonly key: AccessKeyFacts } | { readonly kind: 'session'; readonly session: Session };

const invalid = { status: 'invalid' } as const;

/** The access keys of the directory and the sessions it issued. */
export class DirectoryCredentials implements CredentialSource<Identity> {
  readonly #snapshot: Snapshot;
  readonly #vault: Vault;
  readonly #tokens: SessionTokens;
  readonly #now: () => Date;
  readonly #secrets = new WeakMap<AccessKeyFacts, string>();

  constructor(snapshot: Snapshot, vault: Vault, tokens: SessionTokens, now: () => Date) {
    this.#snapshot = snapshot;
    this.#vault = vault;
    this.#tokens = tokens;
    this.#now = now;
  }

  find(accessKeyId: string, sessionToken: string | undefined): FoundCredential<Identity> {
    return sessionToken === undefined ? this.#key(accessKeyId) : this.#session(accessKeyId, sessionToken);
  }

  #key(id: string): FoundCredential<Identity> {
    const key = this.#snapshot.find('accessKey', id);
    if (!key?.active || this.#snapshot.find('account', key.account)?.closed !== false) return invalid;
    let secret = this.#secrets.get(key);
    if (secret === undefined) {
      const opened = this.#vault.open(accessKeyPurpose, key.id, key.sealedSecret);
      if (!opened) throw new Error(`the secret of access key ${key.id} cannot be opened: the master key is not the one it was sealed with`);
      secret = opened.toString('utf8');
      this.#secrets.set(key, secret);
    }
    return { status: 'active', secret, identity: { kind: 'key', key } };
  }

  #session(accessKeyId: string, token: string): FoundCredential<Identity> {
    const session = this.#tokens.open(accessKeyId, token);
    if (!session || !this.#holderLives(session)) return invalid;
    if (session.expiresAt <= this.#now().getTime()) return { status: 'expired' };
    return { status: 'active', secret: session.secret, identity: { kind: 'session', session } };
  }

  /** Sessions end with the role or user behind them, and with the account (R9.11), which may also be closed (R23.26). */
  #holderLives({ account, holder }: Session): boolean {
    if (this.#snapshot.find('account', account)?.closed !== false) return false;
    if (holder.kind === 'role') return this.#snapshot.find('role', holder.roleId) !== undefined;
    if (holder.kind === 'user' || (holder.kind === 'federated' && holder.userId !== undefined)) {
      return this.#snapshot.find('user', holder.userId ?? '') !== undefined;
    }
    return true;
  }
}
