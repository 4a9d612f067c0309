import type { PolicyJson } from '../statement/document.ts';
import type { GrantStatement } from '../statement/statement.ts';
import { plainName } from './fingerprint.ts';
import { lambdaPermissions } from './lambda-permission.ts';
import { queueUrl } from './policy-target.ts';
import type { PolicyTarget, PolicyTargetKind } from './policy-target.ts';
import { Reference } from './terraform-text.ts';
import type { Argument } from './terraform-text.ts';

/** A block of Terraform's: a resource, or a data source that one needs. */
export interface Block {
  readonly of: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, Argument>>;
}

type Write = (target: PolicyTarget, policy: string, statements: readonly GrantStatement[]) => readonly Block[];

const nameOf = ({ label, arn }: PolicyTarget): string => plainName('', label, arn);

const resource =
  (type: string, argumentsOf: (target: PolicyTarget, policy: string) => Readonly<Record<string, Argument>>): Write =>
  (target, policy) => [{ of: 'resource', type, name: `policy_${nameOf(target)}`, arguments: argumentsOf(target, policy) }];

const forms: Readonly<Record<PolicyTargetKind, Write>> = {
  s3: resource('aws_s3_bucket_policy', ({ name }, policy) => ({ bucket: name, policy })),
  sqs: resource('aws_sqs_queue_policy', (target, policy) => ({ queue_url: queueUrl(target), policy })),
  sns: resource('aws_sns_topic_policy', ({ arn }, policy) => ({ arn, policy })),
  kms: resource('aws_kms_key_policy', ({ name }, policy) => ({ key_id: name, policy })),
  dynamodb: resource('aws_dynamodb_resource_policy', ({ arn }, policy) => ({ resource_arn: arn, policy })),
  kinesis: resource('aws_kinesis_resource_policy', ({ arn }, policy) => ({ resource_arn: arn, policy })),
  events: resource('aws_cloudwatch_event_bus_policy', ({ name }, policy) => ({ event_bus_name: name, policy })),
  ecr: resource('aws_ecr_repository_policy', ({ name }, policy) => ({ repository: name, policy })),
  elasticfilesystem: resource('aws_efs_file_system_policy', ({ name }, policy) => ({ file_system_id: name, policy })),
  es: resource('aws_opensearch_domain_policy', ({ name }, policy) => ({ domain_name: name, access_policies: policy })),
  backup: resource('aws_backup_vault_policy', ({ name }, policy) => ({ backup_vault_name: name, policy })),
  'execute-api': resource('aws_api_gateway_rest_api_policy', ({ name }, policy) => ({ rest_api_id: name, policy })),
  logs: resource('aws_cloudwatch_log_resource_policy', ({ label, arn }, policy) => ({ policy_name: plainName('Grants', label, arn), policy_document: policy })),
  secretsmanager: (target, policy) => {
    const name = nameOf(target);
    const known = target.name === target.arn;
    const block = (secretArn: Argument): Block => ({ of: 'resource', type: 'aws_secretsmanager_secret_policy', name: `policy_${name}`, arguments: { secret_arn: secretArn, policy, block_public_policy: true } });
    if (known) return [block(target.arn)];
    return [{ of: 'data', type: 'aws_secretsmanager_secret', name: `secret_${name}`, arguments: { name: target.name } }, block(new Reference(`data.aws_secretsmanager_secret.secret_${name}.arn`))];
  },
  lambda: ({ arn, name }, _policy, statements) =>
    lambdaPermissions(name, statements, 'Grant').map((permission): Block => {
      const { StatementId, FunctionName, Qualifier, Action, Principal, SourceArn, SourceAccount, PrincipalOrgID, FunctionUrlAuthType, InvokedViaFunctionUrl } = permission;
      const said = {
        statement_id: StatementId,
        function_name: FunctionName,
        qualifier: Qualifier,
        action: Action,
        principal: Principal,
        source_arn: SourceArn,
        source_account: SourceAccount,
        principal_org_id: PrincipalOrgID,
        function_url_auth_type: FunctionUrlAuthType,
        invoked_via_function_url: InvokedViaFunctionUrl,
      };
      return { of: 'resource', type: 'aws_lambda_permission', name: `permission_${plainName('', name, `${arn} ${StatementId}`)}`, arguments: withoutMissing(said) };
    }),
};

const withoutMissing = (given: Readonly<Record<string, Argument | undefined>>): Readonly<Record<string, Argument>> =>
  Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));

/** Writes the policy of a resource as Terraform has it.
 * @throws GrantError `not-expressible` */
export const terraformPolicy = (target: PolicyTarget, policy: PolicyJson, statements: readonly GrantStatement[]): readonly Block[] => forms[target.kind](target, JSON.stringify(policy), statements);
