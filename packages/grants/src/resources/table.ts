import type { ActionOf, KeysOf } from '../grant/action-types.ts';
import type { Grant } from '../grant/grant.ts';
import { AccountPrincipal, ServicePrincipal } from '../grantees/plain-principals.ts';
import { principalOf } from '../grantees/principal.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { GrantError } from '../grant-error.ts';
import { alongKey, grantOnKey } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';
import type { GiveOptions } from './resource.ts';

const read = ['dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:ConditionCheckItem'] as const;
/** Actions on the table's stream, which its resource policy does not take. */
const readStream = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'] as const;
const write = ['dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'] as const;
const describe = ['dynamodb:DescribeTable'] as const;
/** What the replicas of a table in several accounts do, by the service that copies between them. */
const replicate = ['dynamodb:ReadDataForReplication', 'dynamodb:WriteDataForReplication', 'dynamodb:ReplicateSettings'] as const;
const replicationService = 'replication.dynamodb.amazonaws.com';
/** The services that the policy of a table can let in. */
const services: readonly string[] = [replicationService, 'redshift.amazonaws.com', 'glue.amazonaws.com'];
const keyRead = ['kms:Decrypt', 'kms:DescribeKey'] as const;
const keyWrite = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] as const;

/** How a table is made. */
export interface TableProps {
  /** It has secondary indexes: grants hold on them too. */
  readonly indexes?: boolean;
  /** The label of its stream: `2026-01-31T10:00:00.000`, or `*` where it is not known. */
  readonly stream?: string;
  readonly encryptionKey?: Key;
  /** Further regions of a global table. */
  readonly replicaRegions?: readonly string[];
}

/** A DynamoDB table with its indexes and its stream. */
export class Table extends OpenResource<'dynamodb'> {
  readonly tableName: string;
  readonly #props: TableProps;

  constructor(stack: Stack, tableName: string, props: TableProps = {}) {
    super(stack, stack.arn('dynamodb', `table/${checkName('table', tableName)}`), 'dynamodb', { selfArns: ['*'] });
    this.tableName = tableName;
    this.#props = props;
  }

  protected override get grantArns(): readonly string[] {
    const tables = [this.arn, ...(this.#props.replicaRegions ?? []).map((region) => this.stack.arn('dynamodb', `table/${this.tableName}`, { region }))];
    return this.#props.indexes === true ? tables.flatMap((table) => [table, `${table}/index/*`]) : tables;
  }

  grantReadData(grantee: Grantee) {
    return this.#give(grantee, [...read, ...describe]).combine(this.#giveStream(grantee)).combine(this.#key(grantee, keyRead));
  }

  grantWriteData(grantee: Grantee) {
    return this.#give(grantee, [...write, ...describe]).combine(this.#key(grantee, [...keyRead, ...keyWrite]));
  }

  grantReadWriteData(grantee: Grantee) {
    return this.#give(grantee, [...read, ...write, ...describe])
      .combine(this.#giveStream(grantee))
      .combine(this.#key(grantee, [...keyRead, ...keyWrite]));
  }

  grantFullAccess(grantee: Grantee) {
    return this.#give(grantee, ['dynamodb:*']).combine(this.#key(grantee, [...keyRead, ...keyWrite]));
  }

  /** Grants actions on the stream. */
  grantStream<Action extends `dynamodb:${string}`>(grantee: Grantee, ...actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [this.#streamArn], selfArns: 'none' });
  }

  grantStreamRead(grantee: Grantee) {
    return this.grantStream(grantee, 'dynamodb:DescribeStream', ...readStream)
      .combine(this.grantTableListStreams(grantee))
      .combine(this.#key(grantee, keyRead));
  }

  /** Listing streams is authorized on `*` alone: it shows the streams of all tables. */
  grantTableListStreams(grantee: Grantee) {
    return this.give(grantee, ['dynamodb:ListStreams'], { arns: ['*'], selfArns: 'none' });
  }

  /** Another account may have a replica of this table, which it names by the ARN. */
  grantMultiAccountReplicationTo(replicaArn: string) {
    const other = new AccountPrincipal(this.#accountOf(replicaArn), { partition: this.stack.partition });
    return this.give(other, ['dynamodb:AssociateTableReplica']).combine(this.grantMultiAccountReplicationFrom(replicaArn));
  }

  /** This table may be the replica of another account's table, which is named by its ARN. */
  grantMultiAccountReplicationFrom(sourceArn: string) {
    const service = new ServicePrincipal(replicationService);
    const conditions = { StringEquals: { 'aws:SourceAccount': [this.stack.account, this.#accountOf(sourceArn)] } };
    return this.give(service, replicate, { conditions }).combine(this.#key(service, [...keyRead, ...keyWrite]));
  }

  #accountOf(tableArn: string): string {
    const account = /^arn:[^:]+:dynamodb:[^:]+:(\d{12}):table\/[^/*?]+$/.exec(tableArn)?.[1];
    if (account === undefined) throw new GrantError('invalid-name', `\`${tableArn}\` is not the ARN of a table: write \`arn:aws:dynamodb:us-east-1:123456789012:table/Orders\``);
    if (account === this.stack.account) throw new GrantError('invalid-account', `\`${tableArn}\` is in this table's own account: give \`replicaRegions\` instead`);
    return account;
  }

  /** Grants actions on the table's encryption key. */
  grantOnKey(grantee: Grantee, ...actions: readonly ActionOf<'kms'>[]) {
    return grantOnKey(this.#props.encryptionKey, this.arn, grantee, actions);
  }

  protected override give<const Action extends string>(grantee: Grantee, actions: readonly Action[], options: GiveOptions = {}): Grant<KeysOf<Action>> {
    checkService(grantee, this.tableName);
    return super.give(grantee, actions, options);
  }

  get #streamArn(): string {
    if (this.#props.stream === undefined) throw new GrantError('wrong-use', `the table \`${this.tableName}\` has no stream: give its label where it is made, \`stream: '*'\` for any`);
    return `${this.arn}/stream/${this.#props.stream}`;
  }

  #give<const Action extends string>(grantee: Grantee, actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: this.grantArns });
  }

  #giveStream(grantee: Grantee) {
    return this.give(grantee, readStream, { arns: this.grantArns, identityOnly: true });
  }

  #key(grantee: Grantee, actions: readonly string[]) {
    return alongKey(this.#props.encryptionKey, grantee, actions);
  }
}

function checkService(grantee: Grantee, tableName: string): void {
  const { kind, element } = principalOf(grantee);
  const [service] = kind === 'service' && element !== '*' ? (element.Service ?? []) : [];
  if (service !== undefined && !services.includes(service)) {
    throw new GrantError('wrong-use', `the policy of the table \`${tableName}\` lets in no \`${service}\`, but ${services.map((name) => `\`${name}\``).join(', ')} alone: grant to the role that the service works with`);
  }
}
