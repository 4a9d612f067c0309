import type { PublicAccessBlock } from '../../directory/facts.ts';
import { ifTold } from './reading-error.ts';
import { askTags } from './tag-questions.ts';
import type { Tags } from './tag-questions.ts';
import type { UpstreamClient } from './upstream-client.ts';

/** A grant as KMS tells of it. */
export interface ReadGrant {
  readonly id: string;
  readonly grantee: string;
  readonly operations: readonly string[];
  readonly encryptionContext?: { readonly kind: 'equals' | 'subset'; readonly pairs: Readonly<Record<string, string>> };
}

/** A resource as its service tells of it: what is `undefined` it does not have, what is absent its service says nothing of. */
export interface ReadResource {
  readonly arn: string;
  /** The text of its policy. */
  readonly policy?: string | undefined;
  /** `undefined` where they could not be had. */
  readonly tags?: Tags | undefined;
  readonly publicAccess?: PublicAccessBlock | undefined;
  readonly partitionKey?: string | undefined;
  /** Of an alias: the ARN of its key. */
  readonly target?: string | undefined;
  readonly grants?: readonly ReadGrant[] | undefined;
}

/** Something that is there, and what finds out about it. */
export interface Found {
  /** For people: the name or the ARN. */
  readonly name: string;
  read(): Promise<readonly ReadResource[]>;
}

/** Finds the resources of a service, page by page. */
export type Reading = (client: UpstreamClient) => AsyncIterable<Found>;

/** The tags of a resource that is read; without them it is read all the same: they are asked for when a decision wants them. */
export const tagsIfTold = (client: UpstreamClient, arn: string): Promise<Tags | undefined> => ifTold(askTags(client, arn));
