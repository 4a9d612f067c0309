import { overridden } from '../authorization/caller.ts';
import type { Tag } from '../directory/facts.ts';
import type { Session } from '../session/session.ts';
import { ApiError } from '../wire/api-error.ts';

/** Tags and transitive keys as STS operations take them. */
export interface TagInput {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
}

/** The tags of a session, with those that its maker's session hands on. */
export interface SessionTags {
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
  /** Handed on by the calling session (R9.5). */
  readonly inherited: readonly Tag[];
}

const parameter = (message: string): ApiError => new ApiError('InvalidParameterValue', message);

/** R9.4, R9.5.
 * @param session the caller's, which may hand tags on
 * @throws ApiError `InvalidParameterValue` (R13.3) */
export function sessionTags({ Tags = [], TransitiveTagKeys = [] }: TagInput, session: Session | undefined): SessionTags {
  const keys = Tags.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) throw parameter('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (TransitiveTagKeys.some((key) => !keys.includes(key.toLowerCase()))) throw parameter('The specified transitive tag key must be included in the requested tags.');
  const handedOn = new Set(session?.transitiveTagKeys?.map((key) => key.toLowerCase()));
  if (keys.some((key) => handedOn.has(key))) {
    throw parameter("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
  }
  const inherited = session?.tags?.filter(({ key }) => handedOn.has(key.toLowerCase())) ?? [];
  return {
    tags: overridden(
      Tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
      inherited,
    ),
    transitiveTagKeys: [...TransitiveTagKeys, ...inherited.map(({ key }) => key)],
    inherited,
  };
}
