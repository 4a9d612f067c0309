import { withAccount } from '../directory/resource-arn.ts';
import { creates } from './creation.ts';
import type { Upstream } from './forwarding/upstreams.ts';
import type { LearnedCall } from './learning/learner.ts';
import { ownAccount } from './reading/own-account.ts';
import { isNotThere, UpstreamRefusal } from './reading/reading-error.ts';
import { UpstreamClient } from './reading/upstream-client.ts';
import type { ErrorFormat, Refusal } from './refusals/error-format.ts';

/** How long a call waits to learn whether a name is free, in milliseconds. */
const timeout = 10_000;

/** Finds a resource by its name, or fails where there is none. */
type Look = (client: UpstreamClient, arn: string) => Promise<boolean>;

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

const asks =
  (service: string, operation: string, parametersOf: (arn: string) => Readonly<Record<string, unknown>>): Look =>
  async (client, arn) => {
    await client.askText(service, operation, parametersOf(arn));
    return true;
  };

/** Calls that succeed on what is there already, which is then not made by them. */
const looks: Readonly<Record<string, Look>> = {
  's3 CreateBucket': asks('s3', 'HeadBucket', (arn) => ({ Bucket: nameOf(arn) })),
  'sqs CreateQueue': asks('sqs', 'GetQueueUrl', (arn) => ({ QueueName: nameOf(arn) })),
  'sns CreateTopic': async (client, arn) => asks('sns', 'GetTopicAttributes', (TopicArn) => ({ TopicArn }))(client, withAccount(arn, await ownAccount(client))),
  'ecs CreateCluster': async (client, arn) => (await client.ask('ecs', 'DescribeClusters', { clusters: [arn.slice(arn.indexOf('/') + 1)] })).views('clusters').some((cluster) => cluster.optional('status') !== 'INACTIVE'),
};

/** Whether what an account would make is there already without anybody having told of it: then it is the upstream's account's, and
 * who made it again would come to own it.
 * @throws UpstreamSilence, AnswerError where the upstream does not tell */
export async function isOccupied({ routed, account, known, requirements }: LearnedCall, upstream: Upstream, now: () => Date): Promise<boolean> {
  const look = looks[`${routed.service} ${routed.operation}`];
  const made = requirements.find(({ resource }) => creates(routed, resource))?.resource;
  if (!look || made === undefined || upstream.account === 'caller' || upstream.account === account || known.find(made)) return false;
  try {
    return await look(new UpstreamClient(upstream, { account: upstream.account, region: routed.region, timeout, now }), made);
  } catch (error) {
    if (!(error instanceof UpstreamRefusal)) throw error;
    return !isNotThere(error);
  }
}

/** What is answered to somebody who wants a name that another account has. */
export function occupied(format: ErrorFormat): Refusal {
  if (format === 's3') return { status: 409, code: 'BucketAlreadyExists', message: 'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.' };
  return { status: 400, code: format === 'json' || format === 'rest-json' ? 'AccessDeniedException' : 'AccessDenied', message: 'The name is taken by a resource of another account.' };
}
