import type { Keys } from '../../../authorization/requirement.ts';
import type { CallView } from '../call-view.ts';
import { tagPairs } from '../request-tags.ts';
import { stateKeysOf } from '../state-keys.ts';

/** Members of inputs that come in headers, by the condition key that tells of them. */
const headerKeys: readonly (readonly [member: string, key: string])[] = [
  ['ACL', 's3:x-amz-acl'],
  ['GrantFullControl', 's3:x-amz-grant-full-control'],
  ['GrantRead', 's3:x-amz-grant-read'],
  ['GrantReadACP', 's3:x-amz-grant-read-acp'],
  ['GrantWrite', 's3:x-amz-grant-write'],
  ['GrantWriteACP', 's3:x-amz-grant-write-acp'],
  ['MetadataDirective', 's3:x-amz-metadata-directive'],
  ['ServerSideEncryption', 's3:x-amz-server-side-encryption'],
  ['SSEKMSKeyId', 's3:x-amz-server-side-encryption-aws-kms-key-id'],
  ['SSECustomerAlgorithm', 's3:x-amz-server-side-encryption-customer-algorithm'],
  ['StorageClass', 's3:x-amz-storage-class'],
  ['WebsiteRedirectLocation', 's3:x-amz-website-redirect-location'],
  ['ObjectOwnership', 's3:x-amz-object-ownership'],
  ['ObjectLockMode', 's3:object-lock-mode'],
  ['ObjectLockRetainUntilDate', 's3:object-lock-retain-until-date'],
  ['ObjectLockLegalHoldStatus', 's3:object-lock-legal-hold'],
  ['IfMatch', 's3:if-match'],
  ['IfNoneMatch', 's3:if-none-match'],
];

/** Keys that every request to S3 has: how it was signed. */
export function signatureKeys({ facts: { signature } }: CallView): Keys {
  if (!signature) return {};
  return {
    's3:authType': signature.presigned ? 'REST-QUERY-STRING' : 'REST-HEADER',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:signatureAge': signature.age === undefined ? undefined : String(Math.max(0, Math.floor(signature.age))),
    's3:x-amz-content-sha256': signature.contentSha256,
  };
}

/** Keys of the headers that a write to an object or a bucket has. */
export function writeKeys(view: CallView): Keys {
  const keys: Record<string, string | readonly string[] | undefined> = Object.fromEntries(headerKeys.map(([member, key]) => [key, view.optional(member)]));
  keys['s3:x-amz-copy-source'] = view.has('CopySource') ? copySource(view.text('CopySource')).text : undefined;
  return { ...signatureKeys(view), ...keys, ...objectTagKeys(headerTags(view.optional('Tagging'))) };
}

/** `s3:RequestObjectTag/…` of tags that a call gives to an object. */
export function objectTagKeys(tags: unknown): Keys {
  const pairs = tagPairs(tags);
  if (pairs.length === 0) return {};
  return { ...Object.fromEntries(pairs.map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])), 's3:RequestObjectTagKeys': pairs.map(([key]) => key) };
}

/** The header `x-amz-tagging`: a query string. */
function headerTags(text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined ? {} : Object.fromEntries(new URLSearchParams(text));
}

/** `s3:ExistingObjectTag/…` of the tags that an object has, as far as the action has such keys; unknown where nobody knows them. */
export function tagKeysOfObject(view: CallView, action: string, object: string, version: string | undefined): { readonly keys: Keys; readonly unknownKeys: readonly string[] } {
  const { all } = stateKeysOf(action, object);
  const tags = all.includes(existing.toLowerCase()) ? view.facts.tagsOf?.(object, version) : undefined;
  return { keys: Object.fromEntries(Object.entries(tags ?? {}).map(([key, value]) => [`${existing}${key}`, value])), unknownKeys: tags ? all.filter((key) => key !== existing.toLowerCase()) : all };
}

const existing = 's3:ExistingObjectTag/';

export interface CopySource {
  /** `/bucket/key` as condition keys have it: decoded, without the version. */
  readonly text: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** Reads `x-amz-copy-source`: `bucket/key` percent-encoded, with or without a slash before it, and a version behind it. What
 * servers read differently (a plus, dot segments) has no bucket. */
export function copySource(header: string): CopySource {
  const match = /^\/?([^?]*)(?:\?versionId=([^&?%+]+))?$/.exec(header);
  const path = decoded(match?.[1] ?? '');
  const slash = path.indexOf('/');
  const key = path.slice(slash + 1);
  if (!match || slash <= 0 || key === '' || header.includes('+') || key.includes('\0') || key.split('/').some((segment) => segment === '..' || segment === '.')) return { text: '', bucket: '', key: '', versionId: undefined };
  return { text: `/${path}`, bucket: path.slice(0, slash), key, versionId: match[2] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
