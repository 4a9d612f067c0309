import type { RawResponse } from '../http/raw-request.ts';
import type { WholeAnswer } from './forwarding/answer-reader.ts';
import { endToEnd } from './forwarding/forwarded-head.ts';
import type { RoutedCall } from './routed-call.ts';

const operations: ReadonlySet<string> = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues', 'ListDeadLetterSourceQueues']);
const urls = /https?:\/\/[^/"<>\s\\]{1,300}(?=\/(?:queue\/[a-z0-9-]{1,32}\/)?\d{12}\/[A-Za-z0-9_-]{1,80}(?:\.fifo)?["<])/g;

/** Whether the answer to a call has URLs of queues in it. */
export const tellsQueueUrls = ({ service, operation }: RoutedCall): boolean => service === 'sqs' && operations.has(operation);

/** An answer with its URLs of queues at the gate: some clients send messages to wherever the URL of a queue says, whatever endpoint
 * they were given, and that would be past the gate.
 * @param origin of the gate as the client knows it
 * @returns `undefined` where the answer cannot be read */
export function withOwnQueueUrls({ status, headers, body }: WholeAnswer, origin: string): RawResponse | undefined {
  if (!body) return undefined;
  const kept = endToEnd([...headers]).filter(([name]) => name !== 'content-length' && name !== 'content-encoding');
  return { status, headers: Object.fromEntries(kept), body: Buffer.from(body).toString().replace(urls, () => origin) };
}
