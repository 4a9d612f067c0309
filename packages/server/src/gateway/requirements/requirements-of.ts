import type { RoutedCall } from '../routed-call.ts';
import { CallView } from './call-view.ts';
import type { CallRequirement, RequirementFacts, ServiceTable } from './call-view.ts';
import { derivedRequirements } from './derived.ts';
import { apigateway, apigatewayv2 } from './services/apigateway.ts';
import { cloudformation } from './services/cloudformation.ts';
import { dynamodb, dynamodbstreams } from './services/dynamodb.ts';
import { ec2 } from './services/ec2.ts';
import { ecr } from './services/ecr.ts';
import { ecs } from './services/ecs.ts';
import { events } from './services/events.ts';
import { kinesis } from './services/kinesis.ts';
import { kms } from './services/kms.ts';
import { lambda } from './services/lambda.ts';
import { logs } from './services/logs.ts';
import { s3 } from './services/s3.ts';
import { secretsmanager } from './services/secretsmanager.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { ssm } from './services/ssm.ts';
import { states } from './services/states.ts';

/** Tables that were checked by hand, by the name of the service in the routes. */
const exactTables: ReadonlyMap<string, ServiceTable> = new Map(
  Object.entries({ apigateway, apigatewayv2, cloudformation, dynamodb, dynamodbstreams, ec2, ecr, ecs, events, kinesis, kms, lambda, logs, s3, secretsmanager, sns, sqs, ssm, stepfunctions: states }),
);

/** What a call needs: every pair of action and resource, all of which have to be allowed, with the condition keys that belong to
 * it. Never empty.
 * @throws IncompleteCallError for a call that does not say what it is about
 * @example requirementsOf(call, { partition: 'aws', account: '111122223333' }) // ListObjectsV2: s3:ListBucket on arn:aws:s3:::photos */
export function requirementsOf(call: RoutedCall, facts: RequirementFacts): readonly CallRequirement[] {
  const view = new CallView(call, facts);
  const table = exactTables.get(call.service);
  const rule = table && Object.hasOwn(table, call.operation) ? table[call.operation] : undefined;
  const needed = rule?.(view) ?? [];
  return needed.length > 0 ? needed : derivedRequirements(view);
}
