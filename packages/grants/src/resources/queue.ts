import type { ActionOf } from '../grant/action-types.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKey, grantOnKey } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

const consume = ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] as const;
const send = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] as const;
const purge = ['sqs:PurgeQueue', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] as const;

/** An SQS queue. */
export class Queue extends OpenResource<'sqs'> {
  readonly queueName: string;
  readonly #key: Key | undefined;

  constructor(stack: Stack, queueName: string, { encryptionKey }: { readonly encryptionKey?: Key } = {}) {
    super(stack, stack.arn('sqs', checkName('queue', queueName)), 'sqs', { selfArns: 'arns' });
    this.queueName = queueName;
    this.#key = encryptionKey;
  }

  grantConsumeMessages(grantee: Grantee) {
    return this.give(grantee, consume).combine(alongKey(this.#key, grantee, ['kms:Decrypt']));
  }

  grantSendMessages(grantee: Grantee) {
    return this.give(grantee, send).combine(alongKey(this.#key, grantee, ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']));
  }

  /** Grants actions on the queue's encryption key. */
  grantOnKey(grantee: Grantee, ...actions: readonly ActionOf<'kms'>[]) {
    return grantOnKey(this.#key, this.arn, grantee, actions);
  }

  grantPurge(grantee: Grantee) {
    return this.give(grantee, purge);
  }
}
