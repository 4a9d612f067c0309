import type { Keys } from '../authorization/requirement.ts';
import type { TagInput } from '../sts/session-tags.ts';

/** What an identity provider vouches for, whatever the form it came in: the same for web identities and assertions. */
export interface Vouched {
  /** The principal of the decision: the provider's ARN in the caller's partition, or the host of a built-in one. */
  readonly provider: string;
  /** Condition keys of the provider, such as `accounts.google.com:sub` or `saml:aud`. */
  readonly keys: Keys;
  /** Those of the keys that stay with the session, in lower case (section 6.2 of evaluation.md). */
  readonly carried: Readonly<Record<string, string | readonly string[]>>;
  /** Session tags that the provider states. */
  readonly tags: TagInput;
  readonly sourceIdentity: string | undefined;
}
