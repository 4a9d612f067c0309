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

/** What can be read at the start, by the name of the service in the routes. */
export const readings: Readonly<Record<string, Reading>> = {
  dynamodb: readTables,
  ecr: readRepositories,
  events: readEventBuses,
  kinesis: readStreams,
  kms: readKeys,
  lambda: readFunctions,
  logs: readLogGroups,
  s3: readBuckets,
  secretsmanager: readSecrets,
  sns: readTopics,
  sqs: readQueues,
  ssm: readParameters,
};

/** The services whose resources can be read from an upstream. */
export const readableServices: readonly string[] = Object.keys(readings);
