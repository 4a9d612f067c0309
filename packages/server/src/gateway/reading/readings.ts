import type { Reading } from './read-resource.ts';
import { readTables } from './services/dynamodb.ts';
import { readRepositories } from './services/ecr.ts';
import { readEventBuses } from './services/events.ts';
import { readStreams } from './services/kinesis.ts';
import { readKeys } from './services/kms.ts';
import { readFunctions } from './services/lambda.ts';
import { readLogGroups } from './services/logs.ts';
import { readBuckets } from './services/s3.ts';
import { readSecrets } from './services/secretsmanager.ts';
import { readTopics } from './services/sns.ts';
import { readQueues } from './services/sqs.ts';
import { readParameters } from './services/ssm.ts';

/** What can be read at the start, by the name of the service in the routes and in ARNs, with the form of the resources that a
 * whole reading finds: what is known of such and was not found is no more. */
export const readings: Readonly<Record<string, { readonly read: Reading; readonly finds: RegExp }>> = {
  dynamodb: { read: readTables, finds: /^table\/[^/]+(?:\/(?:index|stream)\/[^/]+)?$/ },
  ecr: { read: readRepositories, finds: /^repository\// },
  events: { read: readEventBuses, finds: /^event-bus\// },
  kinesis: { read: readStreams, finds: /^stream\/[^/]+$/ },
  kms: { read: readKeys, finds: /^(?:key|alias)\// },
  lambda: { read: readFunctions, finds: /^function:/ },
  logs: { read: readLogGroups, finds: /^log-group:[^:]+$/ },
  s3: { read: readBuckets, finds: /^[^/:*]+$/ },
  secretsmanager: { read: readSecrets, finds: /^secret:/ },
  sns: { read: readTopics, finds: /^[^:/]+$/ },
  sqs: { read: readQueues, finds: /^[^:/]+$/ },
  ssm: { read: readParameters, finds: /^parameter\// },
};

/** The services whose resources can be read from an upstream. */
export const readableServices: readonly string[] = Object.keys(readings);
