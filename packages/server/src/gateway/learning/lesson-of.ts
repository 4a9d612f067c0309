import type { RoutedCall } from '../routed-call.ts';
import type { Lesson, ServiceLessons } from './lesson.ts';
import { apigateway, apigatewayv2 } from './services/apigateway.ts';
import { cloudformation } from './services/cloudformation.ts';
import { dynamodb } from './services/dynamodb.ts';
import { ec2 } from './services/ec2.ts';
import { ecr } from './services/ecr.ts';
import { ecs } from './services/ecs.ts';
import { events } from './services/events.ts';
import { kinesis } from './services/kinesis.ts';
import { kms } from './services/kms.ts';
import { lambda } from './services/lambda.ts';
import { logs } from './services/logs.ts';
import { s3, s3control } from './services/s3.ts';
import { secretsmanager } from './services/secretsmanager.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { ssm } from './services/ssm.ts';
import { states } from './services/states.ts';

/** By the name of the service in the routes. */
const tables: ReadonlyMap<string, ServiceLessons> = new Map(
  Object.entries({ apigateway, apigatewayv2, cloudformation, dynamodb, ec2, ecr, ecs, events, kinesis, kms, lambda, logs, s3, s3control, secretsmanager, sns, sqs, ssm, stepfunctions: states }),
);

/** What a call teaches about resources; `undefined` where nothing.
 * @example lessonOf(call)?.check?.(call, facts) // PutBucketPolicy: why S3 would refuse the policy */
export function lessonOf(call: RoutedCall): Lesson | undefined {
  const table = tables.get(call.service);
  return table && Object.hasOwn(table, call.operation) ? table[call.operation] : undefined;
}
