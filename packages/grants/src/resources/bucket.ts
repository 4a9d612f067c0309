import { GrantError } from '../grant-error.ts';
import { Grant } from '../grant/grant.ts';
import { AnyPrincipal } from '../grantees/plain-principals.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { checkActions } from '../grant/action-check.ts';
import type { ActionOf } from '../grant/action-types.ts';
import { alongKey, grantOnKey } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

const read = ['s3:GetObject*', 's3:GetBucket*', 's3:List*'] as const;
const put = ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'] as const;
const remove = ['s3:DeleteObject*'] as const;
const putAcl = ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'] as const;
const keyRead = ['kms:Decrypt', 'kms:DescribeKey'] as const;
const keyWrite = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Decrypt'] as const;

/** How a bucket is made. */
export interface BucketProps {
  readonly encryptionKey?: Key;
  /** `grantPublicAccess` is refused, as AWS refuses it unless somebody says otherwise; default true. */
  readonly blockPublicPolicy?: boolean;
}

/** Where a bucket is replicated to. */
export interface ReplicationDestination {
  readonly bucket: Bucket;
  readonly encryptionKey?: Key;
}

/** An S3 bucket and its objects; grants may be limited to keys by a pattern, `images/*` for instance. */
export class Bucket extends OpenResource<'s3'> {
  readonly bucketName: string;
  readonly #props: BucketProps;

  constructor(stack: Stack, bucketName: string, props: BucketProps = {}) {
    super(stack, stack.arn('s3', checkName('bucket', bucketName), { region: '', account: '' }), 's3', { selfArns: 'arns' });
    this.bucketName = bucketName;
    this.#props = props;
  }

  arnForObjects(keyPattern: string): string {
    if (keyPattern === '' || keyPattern.startsWith('/')) throw new GrantError('invalid-name', `\`${keyPattern}\` matches no object: write a pattern such as \`images/*\`, without a slash before it`);
    return `${this.arn}/${keyPattern}`;
  }

  protected override get grantArns(): readonly string[] {
    return [this.arn, this.arnForObjects('*')];
  }

  /** Grants actions on the objects whose keys match, and not on the bucket. */
  grantOnObjects<Action extends ActionOf<'s3'>>(grantee: Grantee, objectsKeyPattern: string, ...actions: readonly Action[]) {
    checkActions(`\`${this.arn}\``, this.services, actions);
    return this.give(grantee, actions, { arns: [this.arnForObjects(objectsKeyPattern)] });
  }

  /** Grants actions on the bucket's encryption key. */
  grantOnKey(grantee: Grantee, ...actions: readonly ActionOf<'kms'>[]) {
    return grantOnKey(this.#props.encryptionKey, this.arn, grantee, actions);
  }

  grantRead(grantee: Grantee, objectsKeyPattern = '*') {
    return this.give(grantee, read, { arns: this.#withObjects(objectsKeyPattern) }).combine(this.#key(grantee, keyRead));
  }

  grantWrite(grantee: Grantee, objectsKeyPattern = '*') {
    return this.give(grantee, [...remove, ...put], { arns: this.#withObjects(objectsKeyPattern) }).combine(this.#key(grantee, keyWrite));
  }

  grantReadWrite(grantee: Grantee, objectsKeyPattern = '*') {
    return this.give(grantee, [...read, ...remove, ...put], { arns: this.#withObjects(objectsKeyPattern) }).combine(this.#key(grantee, [...keyRead, ...keyWrite]));
  }

  grantPut(grantee: Grantee, objectsKeyPattern = '*') {
    return this.give(grantee, put, { arns: [this.arnForObjects(objectsKeyPattern)] }).combine(this.#key(grantee, keyWrite));
  }

  grantPutAcl(grantee: Grantee, objectsKeyPattern = '*') {
    return this.give(grantee, putAcl, { arns: [this.arnForObjects(objectsKeyPattern)] });
  }

  grantDelete(grantee: Grantee, objectsKeyPattern = '*') {
    return this.give(grantee, remove, { arns: [this.arnForObjects(objectsKeyPattern)] });
  }

  /** Everyone may read the objects. The bucket has to say that it may be so: `blockPublicPolicy: false`. */
  grantPublicAccess(keyPattern = '*', ...actions: readonly `s3:${string}`[]) {
    if (this.#props.blockPublicPolicy !== false) {
      throw new GrantError('wrong-use', `the bucket \`${this.bucketName}\` blocks public policies: say \`blockPublicPolicy: false\` where it is made if everyone shall read it`);
    }
    return this.give(new AnyPrincipal(), actions.length > 0 ? actions : (['s3:GetObject'] as const), { arns: [this.arnForObjects(keyPattern)] });
  }

  /** What S3 needs to replicate this bucket into others with the role of the grantee. */
  grantReplicationPermission(grantee: Grantee, { destinations }: { readonly destinations: readonly ReplicationDestination[] }) {
    if (destinations.length === 0) throw new GrantError('wrong-use', 'a replication needs a destination: give `{ destinations: [{ bucket }] }`');
    const into = destinations.map(({ bucket, encryptionKey }) =>
      bucket
        .give(grantee, ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner'], { arns: [bucket.arnForObjects('*')] })
        .combine(alongKey(encryptionKey, grantee, ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'])),
    );
    return this.give(grantee, ['s3:GetReplicationConfiguration', 's3:ListBucket'])
      .combine(this.give(grantee, ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'], { arns: [this.arnForObjects('*')] }))
      .combine(this.#key(grantee, ['kms:Decrypt']))
      .combine(combineAll(into));
  }

  #withObjects(keyPattern: string): readonly string[] {
    return [this.arn, this.arnForObjects(keyPattern)];
  }

  #key(grantee: Grantee, actions: readonly string[]) {
    return alongKey(this.#props.encryptionKey, grantee, actions);
  }
}

const combineAll = <Keys extends string>(grants: readonly Grant<Keys>[]): Grant<Keys> =>
  grants.reduce((all, grant) => all.combine(grant), new Grant<Keys>({ intent: 'replication', principal: [], resource: [], holders: [] }));
