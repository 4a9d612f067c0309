import type { Caller } from '../authorization/caller.ts';
import type { ControlPolicies } from '../authorization/control-policies.ts';
import type { PolicyLibrary } from '../authorization/policy-library.ts';
import type { AccountQuotas } from '../directory/account-quota.ts';
import type { ActionUsage } from '../directory/action-usage.ts';
import type { RandomBytes } from '../directory/identifier.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { Usage } from '../directory/usage.ts';
import type { DocumentSource } from '../federation/https-documents.ts';
import type { ProviderKeys } from '../federation/provider-keys.ts';
import type { SecondFactors } from '../second-factor/second-factors.ts';
import type { Attempts } from '../secret/attempts.ts';
import type { Vault } from '../secret/vault.ts';
import type { SessionTokens } from '../session/session-token.ts';
import type { Database, Writer } from '../store/store.ts';

/** What the server as a whole lends to its operations. */
export interface Environment {
  readonly snapshot: Snapshot;
  readonly vault: Vault;
  readonly tokens: SessionTokens;
  readonly usage: Usage;
  readonly actionUsage: ActionUsage;
  /** Compiled policies of whoever the directory has. */
  readonly library: PolicyLibrary;
  /** Compiled policies of organizations. */
  readonly controls: ControlPolicies;
  readonly quotas: AccountQuotas;
  readonly secondFactors: SecondFactors;
  /** Wrong guesses at passwords. */
  readonly passwordAttempts: Attempts;
  readonly random: RandomBytes;
  readonly federation: Federation;
}

/** What the server has to do with identity providers, and to be one. */
export interface Federation {
  readonly documents: DocumentSource;
  readonly providerKeys: ProviderKeys;
  /** Where the server is reached from outside, without a slash at the end: the beginning of its issuers' names. */
  baseUrl(): string;
}

/** An unsigned call before it is known who vouches for it. */
export type Arrival = Pick<Call, 'now' | 'environment' | 'snapshot' | 'db'>;

/** One authenticated call of an operation. */
export interface Call {
  readonly requestId: string;
  readonly now: Date;
  /** `aws`, `aws-cn`, `aws-us-gov` …: where the request was signed for (R20.1). */
  readonly partition: string;
  readonly region: string;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly secure: boolean;
  readonly caller: Caller;
  /** The account acted on, which is the caller's (R20.4). */
  readonly account: string;
  readonly environment: Environment;
  readonly snapshot: Snapshot;
  /** What has been acknowledged; for reading. */
  readonly db: Database;
}

/** A call that changes something: `db` and `writer.db` are the transaction it runs in. */
export interface WriteCall extends Call {
  readonly writer: Writer;
}
