import type { Tag } from '../directory/facts.ts';

/** What temporary credentials stand for. It travels in the session token, sealed; nothing of it is stored. */
export interface Session {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly account: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly holder: SessionHolder;
  /** Session policies: texts, and ARNs in the store's partition. Both absent: the session has none. */
  readonly policies?: readonly string[];
  readonly policyArns?: readonly string[];
  /** Texts of scope-down policies, each of which caps all that the session has (GetScopedCredentials). */
  readonly scopeDown?: readonly string[];
  /** Makes the token as long as somebody wanted it. */
  readonly padding?: string;
  /** Session tags, inherited ones included (R9.4). */
  readonly tags?: readonly Tag[];
  /** Keys among `tags` that go on to the next session of a chain (R9.5). */
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** Condition keys that the session carries on, in lower case: what is left of a web identity or an assertion (section
   * 6.2 of evaluation.md), and how it was made. */
  readonly carried?: Readonly<Record<string, string | readonly string[]>>;
  /** When the second factor was given (R6.2). */
  readonly mfaAt?: number;
}

export type SessionHolder =
  /** GetSessionToken: the user, or the account root, for a while. */
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'root' }
  /** AssumeRoot: the root of a member account for one task. */
  | { readonly kind: 'assumedRoot' }
  /** AssumeRole and its federated sisters. */
  | { readonly kind: 'role'; readonly roleId: string; readonly sessionName: string }
  /** GetFederationToken; without a user it was the root that asked. */
  | { readonly kind: 'federated'; readonly name: string; readonly userId?: string };
