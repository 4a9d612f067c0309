/** A body as its format has it, before the model says what it means. Objects have each key once. */
export type BodyTree = string | number | bigint | boolean | null | Uint8Array | Timestamp | readonly BodyTree[] | ReadonlyMap<string, BodyTree>;

/** Seconds since 1970, of a format that tells timestamps from numbers. */
export interface Timestamp {
  readonly seconds: number;
}

/** How deep a body may be nested. */
export const bodyDepth = 64;
