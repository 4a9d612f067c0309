import { findServiceRoutes } from '@assent/catalog';
import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { each } from '../rules.ts';
import { copySource, objectTagKeys, signatureKeys, tagKeysOfObject, writeKeys } from './s3-keys.ts';

const bucketArn = (view: CallView, bucket = view.text('Bucket')): string => `arn:${view.facts.partition}:s3:::${bucket}`;

/** A requirement whose account is that of the bucket's owner: objects belong to no account of their own here. */
function onBucket(view: CallView, action: string, keys: Keys = {}): CallRequirement {
  return view.need(action, bucketArn(view), { ...signatureKeys(view), ...keys });
}

function onObject(view: CallView, action: string, keys: Keys = {}, bucket = view.text('Bucket'), key = view.text('Key')): CallRequirement {
  const arn = `${bucketArn(view, bucket)}/${key}`;
  const owner = view.facts.ownerOf?.(bucketArn(view, bucket));
  const { 's3:versionid': version } = keys;
  const { keys: tags, unknownKeys } = tagKeysOfObject(view, `s3:${action}`, arn, typeof version === 'string' ? version : undefined);
  return { action: `s3:${action}`, resource: arn, ...(owner === undefined ? {} : { resourceAccount: owner }), keys: { ...signatureKeys(view), ...tags, ...keys }, ...(unknownKeys.length > 0 ? { unknownKeys } : {}) };
}

const bucket =
  (action: string, keys: (view: CallView) => Keys = () => ({})): Rule =>
  (view) => [onBucket(view, action, keys(view))];

/** Actions on a version have a name of their own: `GetObject` and `GetObjectVersion`. */
const object =
  (plain: string, ofVersion = plain, keys: (view: CallView) => Keys = () => ({})): Rule =>
  (view) => [onObject(view, view.has('VersionId') ? ofVersion : plain, { ...versionKey(view.optional('VersionId')), ...keys(view) })];

const versionKey = (version: string | undefined): Keys => (version === undefined ? {} : { 's3:versionid': version });

const listKeys = (view: CallView): Keys => ({ 's3:prefix': view.optional('Prefix'), 's3:delimiter': view.optional('Delimiter'), 's3:max-keys': view.optional('MaxKeys') });

const givesAccess = (view: CallView): boolean => ['ACL', 'GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWrite', 'GrantWriteACP'].some((name) => view.has(name));

/** What a write needs beside `s3:PutObject`: tags, access lists and locks are rights of their own. */
function writeObject(view: CallView): readonly CallRequirement[] {
  const keys = { ...writeKeys(view), 's3:ObjectCreationOperation': String(!partial.has(view.call.operation)) };
  const actions = ['PutObject'];
  if (view.has('Tagging')) actions.push('PutObjectTagging');
  if (givesAccess(view)) actions.push('PutObjectAcl');
  if (view.has('ObjectLockMode') || view.has('ObjectLockRetainUntilDate')) actions.push('PutObjectRetention');
  if (view.has('ObjectLockLegalHoldStatus')) actions.push('PutObjectLegalHold');
  const unknown = view.has('ObjectLockRetainUntilDate') ? remainingDays : [];
  return actions.map((action) => withUnknown(onObject(view, action, keys), unknown));
}

/** Parts of objects that are not there yet. */
const partial: ReadonlySet<string> = new Set(['CreateMultipartUpload', 'UploadPart', 'UploadPartCopy']);

/** Counted from the time at which S3 looks. */
const remainingDays = ['s3:object-lock-remaining-retention-days'];

const withUnknown = (requirement: CallRequirement, unknown: readonly string[]): CallRequirement => (unknown.length === 0 ? requirement : { ...requirement, unknownKeys: [...(requirement.unknownKeys ?? []), ...unknown] });

function readSource(view: CallView): { readonly requirement: CallRequirement; readonly isTagged: () => boolean; readonly tagging: CallRequirement } {
  const { bucket: name, key, versionId } = copySource(view.text('CopySource'));
  if (name === '' || name.includes(':')) throw new IncompleteCallError(view.call, 'CopySource');
  const version = versionKey(versionId);
  return {
    requirement: onObject(view, versionId === undefined ? 'GetObject' : 'GetObjectVersion', version, name, key),
    tagging: onObject(view, versionId === undefined ? 'GetObjectTagging' : 'GetObjectVersionTagging', version, name, key),
    isTagged: () => view.facts.isTagged?.(`${bucketArn(view, name)}/${key}`, versionId) === true,
  };
}

/** Both sides. Tags are copied unless they are replaced: that takes rights to them where there are any. */
function copyObject(view: CallView): readonly CallRequirement[] {
  const source = readSource(view);
  const directive = view.optional('TaggingDirective');
  const write = writeObject(view);
  const copiesTags = directive === 'COPY' || (directive !== 'REPLACE' && source.isTagged());
  if (!copiesTags) return [source.requirement, ...write];
  const tagging = write.some(({ action }) => action === 's3:PutObjectTagging') ? [] : [onObject(view, 'PutObjectTagging', writeKeys(view))];
  return [source.requirement, source.tagging, ...write, ...tagging];
}

function deletion(view: CallView, key: string, version: string | undefined, match: string | undefined): readonly CallRequirement[] {
  const needed = onObject(view, version === undefined ? 'DeleteObject' : 'DeleteObjectVersion', { ...versionKey(version), 's3:if-match': match }, view.text('Bucket'), key);
  return view.optional('BypassGovernanceRetention') === 'true' ? [needed, onObject(view, 'BypassGovernanceRetention', versionKey(version), view.text('Bucket'), key)] : [needed];
}

function deleteObjects(view: CallView): readonly CallRequirement[] {
  const keys = view.at(view.record('Delete')).views('Objects');
  if (keys.length === 0) throw new IncompleteCallError(view.call, 'Delete');
  return keys.flatMap((item) => deletion(view, item.text('Key'), item.optional('VersionId'), item.optional('ETag')));
}

function createBucket(view: CallView): readonly CallRequirement[] {
  const configuration = view.at(view.record('CreateBucketConfiguration'));
  const keys: Keys = { ...writeKeys(view), 's3:LocationConstraint': configuration.optional('LocationConstraint'), 's3:x-amz-bucket-namespace': view.optional('BucketNamespace'), ...requestTagKeys(configuration.items('Tags')) };
  const actions = ['CreateBucket'];
  if (givesAccess(view)) actions.push('PutBucketAcl');
  if (view.optional('ObjectLockEnabledForBucket') === 'true') actions.push('PutBucketObjectLockConfiguration', 'PutBucketVersioning');
  if (view.has('ObjectOwnership')) actions.push('PutBucketOwnershipControls');
  if (configuration.items('Tags').length > 0) actions.push('TagResource');
  return actions.map((action) => view.needNew(action, bucketArn(view), { ...signatureKeys(view), ...keys }));
}

const bypass =
  (action: string): Rule =>
  (view) => {
    const retention = view.at(view.record('Retention'));
    const keys: Keys = { ...versionKey(view.optional('VersionId')), 's3:object-lock-mode': retention.optional('Mode'), 's3:object-lock-retain-until-date': retention.optional('RetainUntilDate') };
    const needed = [withUnknown(onObject(view, action, keys), retention.has('RetainUntilDate') ? remainingDays : [])];
    return view.optional('BypassGovernanceRetention') === 'true' ? [...needed, onObject(view, 'BypassGovernanceRetention', keys)] : needed;
  };

const configurations: readonly (readonly [operation: string, action: string])[] = [
  ['AccelerateConfiguration', 'AccelerateConfiguration'],
  ['AnalyticsConfiguration', 'AnalyticsConfiguration'],
  ['IntelligentTieringConfiguration', 'IntelligentTieringConfiguration'],
  ['InventoryConfiguration', 'InventoryConfiguration'],
  ['MetricsConfiguration', 'MetricsConfiguration'],
  ['Cors', 'BucketCORS'],
  ['Encryption', 'EncryptionConfiguration'],
  ['Lifecycle', 'LifecycleConfiguration'],
  ['LifecycleConfiguration', 'LifecycleConfiguration'],
  ['Logging', 'BucketLogging'],
  ['NotificationConfiguration', 'BucketNotification'],
  ['OwnershipControls', 'BucketOwnershipControls'],
  ['Replication', 'ReplicationConfiguration'],
  ['RequestPayment', 'BucketRequestPayment'],
  ['Tagging', 'BucketTagging'],
  ['Versioning', 'BucketVersioning'],
];

/** Configurations of a bucket: what is deleted is put, and what is listed is read. */
const configurationTable: ServiceTable = Object.fromEntries(
  configurations.flatMap(([operation, action]) => [
    [`GetBucket${operation}`, bucket(`Get${action}`)],
    [`ListBucket${operation}s`, bucket(`Get${action}`)],
    [`PutBucket${operation}`, bucket(`Put${action}`)],
    [`DeleteBucket${operation}`, bucket(`Put${action}`)],
  ]).filter(([operation]) => typeof operation === 'string' && findServiceRoutes('s3')?.has(operation)),
);

/** Amazon S3: which rights a request needs, under the names that IAM has for them. */
export const s3: ServiceTable = {
  ...configurationTable,
  ...each('GetBucketAcl GetBucketLocation GetBucketPolicy GetBucketPolicyStatus GetBucketWebsite DeleteBucket DeleteBucketPolicy DeleteBucketWebsite PutBucketPolicy PutBucketWebsite GetBucketAbac PutBucketAbac', (view) => [onBucket(view, view.call.operation)]),
  PutBucketAcl: bucket('PutBucketAcl', writeKeys),
  PutBucketReplication: (view) => [onBucket(view, 'PutReplicationConfiguration', { 's3:isReplicationPauseRequest': 'false' }), view.passRole(view.at(view.record('ReplicationConfiguration')).text('Role'), 's3.amazonaws.com')],
  PutBucketTagging: bucket('PutBucketTagging', (view) => requestTagKeys(view.at(view.record('Tagging')).items('TagSet'))),
  PutBucketInventoryConfiguration: bucket('PutInventoryConfiguration', (view) => {
    const fields = view.at(view.record('InventoryConfiguration')).texts('OptionalFields');
    return { 's3:InventoryAccessibleOptionalFields': fields.length > 0 ? fields : undefined };
  }),
  GetPublicAccessBlock: bucket('GetBucketPublicAccessBlock'),
  ...each('PutPublicAccessBlock DeletePublicAccessBlock', bucket('PutBucketPublicAccessBlock')),
  GetObjectLockConfiguration: bucket('GetBucketObjectLockConfiguration'),
  PutObjectLockConfiguration: bucket('PutBucketObjectLockConfiguration'),
  ...each('CreateBucketMetadataConfiguration CreateBucketMetadataTableConfiguration', bucket('CreateBucketMetadataTableConfiguration')),
  ...each('GetBucketMetadataConfiguration GetBucketMetadataTableConfiguration', bucket('GetBucketMetadataTableConfiguration')),
  ...each('DeleteBucketMetadataConfiguration DeleteBucketMetadataTableConfiguration', bucket('DeleteBucketMetadataTableConfiguration')),
  CreateBucket: createBucket,
  HeadBucket: bucket('ListBucket'),
  ...each('ListObjects ListObjectsV2', bucket('ListBucket', listKeys)),
  ListObjectVersions: bucket('ListBucketVersions', listKeys),
  ListMultipartUploads: bucket('ListBucketMultipartUploads'),
  // D8: every bucket there is, taken as an ARN.
  ListBuckets: (view) => [view.need('ListAllMyBuckets', `arn:${view.facts.partition}:s3:::*`, signatureKeys(view))],
  ...each('GetObject HeadObject SelectObjectContent', object('GetObject', 'GetObjectVersion')),
  GetObjectAttributes: (view) => {
    const version = view.optional('VersionId');
    return (version === undefined ? ['GetObject', 'GetObjectAttributes'] : ['GetObjectVersion', 'GetObjectVersionAttributes']).map((action) => onObject(view, action, versionKey(version)));
  },
  GetObjectAcl: object('GetObjectAcl', 'GetObjectVersionAcl'),
  PutObjectAcl: object('PutObjectAcl', 'PutObjectVersionAcl', writeKeys),
  GetObjectTagging: object('GetObjectTagging', 'GetObjectVersionTagging'),
  PutObjectTagging: object('PutObjectTagging', 'PutObjectVersionTagging', (view) => objectTagKeys(view.at(view.record('Tagging')).items('TagSet'))),
  DeleteObjectTagging: object('DeleteObjectTagging', 'DeleteObjectVersionTagging'),
  GetObjectTorrent: object('GetObjectTorrent'),
  GetObjectRetention: object('GetObjectRetention'),
  PutObjectRetention: bypass('PutObjectRetention'),
  GetObjectLegalHold: object('GetObjectLegalHold'),
  PutObjectLegalHold: object('PutObjectLegalHold', 'PutObjectLegalHold', (view) => ({ 's3:object-lock-legal-hold': view.at(view.record('LegalHold')).optional('Status') })),
  ...each('PutObject CreateMultipartUpload UploadPart CompleteMultipartUpload', writeObject),
  CopyObject: copyObject,
  UploadPartCopy: (view) => [readSource(view).requirement, ...writeObject(view)],
  AbortMultipartUpload: object('AbortMultipartUpload'),
  ListParts: object('ListMultipartUploadParts'),
  DeleteObject: (view) => deletion(view, view.text('Key'), view.optional('VersionId'), view.optional('IfMatch')),
  DeleteObjects: deleteObjects,
  RestoreObject: object('RestoreObject'),
  ...each('UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration', (view) => [onBucket(view, view.call.operation)]),
  UpdateObjectEncryption: object('UpdateObjectEncryption', 'UpdateObjectEncryption', (view) => {
    const encryption = view.at(view.record('ObjectEncryption'));
    const key = encryption.has('SSEKMS') ? encryption.at(encryption.record('SSEKMS')).optional('KMSKeyArn') : undefined;
    return { 's3:x-amz-server-side-encryption': encryption.has('SSEKMS') ? 'aws:kms' : undefined, 's3:x-amz-server-side-encryption-aws-kms-key-id': key };
  }),
  // Directory buckets alone can rename, and they are asked for sessions, not for objects.
  RenameObject: (view) => {
    if (!view.text('Bucket').endsWith('--x-s3')) throw new IncompleteCallError(view.call, 'Bucket');
    return [view.need('s3express:CreateSession', view.arn('s3express', `bucket/${view.text('Bucket')}`), { 's3express:SessionMode': 'ReadWrite' })];
  },
};
