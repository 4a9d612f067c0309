import type { RoutedCall } from '../routed-call.ts';
import type { Lesson, ServiceLessons } from './lesson.ts';
import { dynamodb } from './services/dynamodb.ts';
import { ecr } from './services/ecr.ts';
import { kms } from './services/kms.ts';
import { lambda } from './services/lambda.ts';
import { s3, s3control } from './services/s3.ts';
import { secretsmanager } from './services/secretsmanager.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { ssm } from './services/ssm.ts';

/** By the name of the service in the routes. */
const tables: ReadonlyMap<string, ServiceLessons> = new Map(Object.entries({ dynamodb, ecr, kms, lambda, s3, s3control, secretsmanager, sns, sqs, ssm }));

/** What a call teaches about resources; `undefined` where nothing. */
export function lessonOf(call: RoutedCall): Lesson | undefined {
  const table = tables.get(call.service);
  return table && Object.hasOwn(table, call.operation) ? table[call.operation] : undefined;
}
