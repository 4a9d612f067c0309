import type { Authorizer } from '../authorization/authorizer.ts';
import type { Judgement } from '../authorization/judgement.ts';
import { CallContext } from '../authorization/request-context.ts';
import type { Call } from '../operation/call.ts';
import type { WholeAnswer } from './forwarding/answer-reader.ts';
import type { KnownResources } from './known-resources.ts';
import type { RoutedCall } from './routed-call.ts';

/** Reads of objects that tell only those who may list the bucket that there is no such object. */
const reads: ReadonlySet<string> = new Set(['GetObject', 'HeadObject', 'GetObjectAttributes', 'GetObjectTagging', 'GetObjectAcl']);

/** Whether an answer may tell more than its caller may know. */
export const mayHide = ({ service, operation }: RoutedCall, status: number): boolean => status === 404 && service === 's3' && reads.has(operation);

/** R11.21: a missing object is 404 for who may list the bucket, and 403 for others. That there is no bucket is no secret.
 * @returns the denial that stands in the place of the answer */
export function hiddenObject(call: Call, routed: RoutedCall, known: KnownResources, answer: WholeAnswer, authorizer: Authorizer): Judgement | undefined {
  const { Bucket: bucket } = routed.parameters;
  if (typeof bucket !== 'string' || (answer.body !== undefined && Buffer.from(answer.body).includes('<Code>NoSuchBucket</Code>'))) return undefined;
  const resource = `arn:${call.partition}:s3:::${bucket}`;
  const judgement = authorizer.answer(call, { action: 's3:ListBucket', resource, resourceAccount: known.ownerOf(resource) }, (keys) => new CallContext(call, 's3', keys));
  return judgement.decision.decision === 'allowed' ? undefined : judgement;
}
