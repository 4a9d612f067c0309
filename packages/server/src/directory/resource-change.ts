import type { KeyGrant, PublicAccessBlock, ResourcePolicyText } from './facts.ts';

/** What a resource of another service came to be. ARNs are as calls name them, in the partition of the call. */
export type ResourceChange =
  /** It exists; whose it was before counts no more. */
  | { readonly kind: 'made'; readonly arn: string; readonly account: string }
  /** It is no more, and nothing is known of it. */
  | { readonly kind: 'gone'; readonly arn: string }
  | { readonly kind: 'policy'; readonly arn: string; readonly policy: ResourcePolicyText | undefined }
  /** All its tags. */
  | { readonly kind: 'tags'; readonly arn: string; readonly tags: Readonly<Record<string, string>> }
  /** Some of its tags, which it has from now on, and keys of others that it has no more. */
  | { readonly kind: 'retagged'; readonly arn: string; readonly set: Readonly<Record<string, string>>; readonly removed: readonly string[] }
  /** Of a bucket, or of an account's whole S3 by `accountPublicAccess`. */
  | { readonly kind: 'publicAccess'; readonly arn: string; readonly block: PublicAccessBlock | undefined }
  /** Of a table or an index. */
  | { readonly kind: 'partitionKey'; readonly arn: string; readonly name: string }
  /** A task definition, or the last one of a family, gives roles to tasks. */
  | { readonly kind: 'roles'; readonly arn: string; readonly roles: readonly string[] }
  /** An alias stands for a key. */
  | { readonly kind: 'alias'; readonly arn: string; readonly target: string | undefined }
  | { readonly kind: 'grant'; readonly arn: string; readonly grant: KeyGrant }
  | { readonly kind: 'grantGone'; readonly arn: string; readonly id: string };

/** The name under which the block public access of all buckets of an account is kept. */
export const accountPublicAccess = (partition: string, account: string): string => `arn:${partition}:s3::${account}:*`;

/** The name under which the policy of an account's ECR registry is kept (R11.26). */
export const registryPolicy = (partition: string, region: string, account: string): string => `arn:${partition}:ecr:${region}:${account}:*`;
