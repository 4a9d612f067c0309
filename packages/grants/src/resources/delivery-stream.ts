import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A delivery stream of Firehose. */
export class DeliveryStream extends OpenResource<'firehose'> {
  constructor(stack: Stack, deliveryStreamName: string) {
    super(stack, stack.arn('firehose', `deliverystream/${checkName('delivery stream', deliveryStreamName)}`), 'firehose');
  }

  grantPutRecords(grantee: Grantee) {
    return this.give(grantee, ['firehose:PutRecord', 'firehose:PutRecordBatch']);
  }
}
