import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKey } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

const read = [
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:SubscribeToShard',
  'kinesis:DescribeStream',
  'kinesis:ListStreams',
  'kinesis:DescribeStreamConsumer',
] as const;
const write = ['kinesis:ListShards', 'kinesis:PutRecord', 'kinesis:PutRecords'] as const;
const keyRead = ['kms:Decrypt'] as const;
const keyWrite = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] as const;

/** A data stream of Kinesis. */
export class Stream extends OpenResource<'kinesis'> {
  readonly streamName: string;
  readonly #key: Key | undefined;

  constructor(stack: Stack, streamName: string, { encryptionKey }: { readonly encryptionKey?: Key } = {}) {
    super(stack, stack.arn('kinesis', `stream/${checkName('stream', streamName)}`), 'kinesis', {
      selfArns: 'arns',
      refusedActions: ['kinesis:DescribeStreamConsumer', 'kinesis:ListStreams', 'kinesis:SubscribeToShard'],
    });
    this.streamName = streamName;
    this.#key = encryptionKey;
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, read).combine(alongKey(this.#key, grantee, keyRead));
  }

  grantWrite(grantee: Grantee) {
    return this.give(grantee, write).combine(alongKey(this.#key, grantee, keyWrite));
  }

  grantReadWrite(grantee: Grantee) {
    return this.give(grantee, [...read, ...write]).combine(alongKey(this.#key, grantee, [...keyRead, ...keyWrite]));
  }
}

/** A consumer registered with a stream. */
export class StreamConsumer extends OpenResource<'kinesis'> {
  readonly #stream: Stream;

  /** @param creation the number in its ARN; `*` for any */
  constructor(stream: Stream, consumerName: string, creation = '*') {
    super(stream.stack, `${stream.arn}/consumer/${checkName('consumer', consumerName)}:${creation}`, 'kinesis', { selfArns: 'arns' });
    this.#stream = stream;
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard']).combine(this.#stream.grantRead(grantee));
  }
}
