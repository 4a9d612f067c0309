import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKey } from './along-key.ts';
import type { Bucket } from './bucket.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

const read = [
  'glue:BatchGetPartition',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
  'glue:GetTableVersion',
  'glue:GetTableVersions',
] as const;
const write = ['glue:BatchCreatePartition', 'glue:BatchDeletePartition', 'glue:CreatePartition', 'glue:DeletePartition', 'glue:UpdatePartition'] as const;

/** Where the data of a table lies. */
export interface GlueTableProps {
  readonly bucket?: Bucket;
  /** Of the objects in the bucket: `data/orders/`. */
  readonly s3Prefix?: string;
  readonly clientSideEncryptionKey?: Key;
}

/** A table of the Glue data catalog, with its data in S3 where a bucket is given. */
export class GlueTable extends OpenResource<'glue'> {
  readonly #props: GlueTableProps;
  readonly #databaseArns: readonly string[];

  constructor(stack: Stack, databaseName: string, tableName: string, props: GlueTableProps = {}) {
    super(stack, stack.arn('glue', `table/${checkName('database', databaseName)}/${checkName('table', tableName)}`), 'glue');
    this.#props = props;
    this.#databaseArns = [stack.arn('glue', 'catalog'), stack.arn('glue', `database/${databaseName}`)];
  }

  grantRead(grantee: Grantee) {
    const { bucket, clientSideEncryptionKey } = this.#props;
    const grant = this.give(grantee, read).combine(alongKey(clientSideEncryptionKey, grantee, ['kms:Decrypt']));
    return bucket ? grant.combine(bucket.grantRead(grantee, this.#objects)) : grant;
  }

  grantWrite(grantee: Grantee) {
    const { bucket, clientSideEncryptionKey } = this.#props;
    const grant = this.give(grantee, write).combine(alongKey(clientSideEncryptionKey, grantee, ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']));
    return bucket ? grant.combine(bucket.grantWrite(grantee, this.#objects)) : grant;
  }

  grantReadWrite(grantee: Grantee) {
    const { bucket, clientSideEncryptionKey } = this.#props;
    const grant = this.give(grantee, [...read, ...write]).combine(alongKey(clientSideEncryptionKey, grantee, ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']));
    return bucket ? grant.combine(bucket.grantReadWrite(grantee, this.#objects)) : grant;
  }

  /** Grants actions on the table, its database and the catalog: most calls are authorized on all three. */
  grantToUnderlyingResources<Action extends `glue:${string}`>(grantee: Grantee, actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [this.arn, ...this.#databaseArns] });
  }

  get #objects(): string {
    return `${this.#props.s3Prefix ?? ''}*`;
  }
}
