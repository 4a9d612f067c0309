import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKey } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

/** An SNS topic. */
export class Topic extends OpenResource<'sns'> {
  readonly topicName: string;
  readonly #key: Key | undefined;

  constructor(stack: Stack, topicName: string, { encryptionKey }: { readonly encryptionKey?: Key } = {}) {
    super(stack, stack.arn('sns', checkName('topic', topicName)), 'sns', { selfArns: 'arns' });
    this.topicName = topicName;
    this.#key = encryptionKey;
  }

  grantPublish(grantee: Grantee) {
    return this.give(grantee, ['sns:Publish']).combine(alongKey(this.#key, grantee, ['kms:Decrypt', 'kms:GenerateDataKey*']));
  }

  grantSubscribe(grantee: Grantee) {
    return this.give(grantee, ['sns:Subscribe']);
  }
}
