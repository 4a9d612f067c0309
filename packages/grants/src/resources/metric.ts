import { give } from '../grant/give.ts';
import type { Grant } from '../grant/grant.ts';
import type { KeysOf } from '../grant/action-types.ts';
import type { Grantee } from '../grantees/principal.ts';

/** Metrics of CloudWatch. */
export class Metric {
  /** Putting metrics is authorized on `*` alone; narrow it with `.when({ StringEquals: { 'cloudwatch:namespace': … } })`. */
  static grantPutMetricData(grantee: Grantee): Grant<KeysOf<'cloudwatch:PutMetricData'>> {
    return give({ grantee, actions: ['cloudwatch:PutMetricData'], arns: ['*'], target: 'CloudWatch' });
  }
}
