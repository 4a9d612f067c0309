import type { ActionOf } from '../grant/action-types.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKey, grantOnKey } from './along-key.ts';
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

  /** Grants actions on the topic's encryption key. */
  grantOnKey(grantee: Grantee, ...actions: readonly ActionOf<'kms'>[]) {
    return grantOnKey(this.#key, this.arn, grantee, actions);
  }

  grantSubscribe(grantee: Grantee) {
    return this.give(grantee, ['sns:Subscribe']);
  }
}
