/** Where a construct of CDK is deployed to. */
export interface CdkPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** How a resource of CloudFormation is called. In the formats, `P`, `R` and `A` of an ARN are its partition, region and account;
 * `{name}` is the resource's name or id, `{path}` that of an identity, `{within}` what it is a part of, `{arn}` its ARN. */
export interface PhysicalForm {
  /** The property of the L1 construct that names it, where it can be named. */
  readonly nameProperty?: string;
  /** The property that says what it is a part of. */
  readonly withinProperty?: string;
  readonly arn: string;
  /** What `Ref` gives; default its name. */
  readonly ref?: string;
  /** What `Fn::GetAtt` gives besides `Arn`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What a resource is called by. */
export interface PhysicalName {
  readonly name: string;
  /** Of identities: begins and ends in a slash. */
  readonly path: string;
  readonly within: string;
}

/** What stands in for the label of a stream that AWS has not made yet. */
export const streamLabel = '2026-01-31T10:00:00.000';

/** What stands in for the six characters that Secrets Manager adds to a name. */
export const secretSuffix = 'AbCdEf';

const named = (nameProperty: string, arn: string, more: Omit<PhysicalForm, 'arn' | 'nameProperty'> = {}): PhysicalForm => ({ nameProperty, arn, ...more });
const numbered = (arn: string, more: Omit<PhysicalForm, 'arn'> = {}): PhysicalForm => ({ arn, ...more });

const forms: Readonly<Record<string, PhysicalForm>> = {
  'AWS::ApiGateway::ApiKey': numbered('arn:P:apigateway:R::/apikeys/{name}', { attributes: { APIKeyId: '{name}' } }),
  'AWS::ApiGateway::RestApi': numbered('arn:P:execute-api:R:A:{name}', { attributes: { RestApiId: '{name}', RootResourceId: '{name}root' } }),
  'AWS::ApiGateway::Stage': named('stageName', 'arn:P:apigateway:R::/stages/{name}'),
  'AWS::ApiGatewayV2::Api': numbered('arn:P:execute-api:R:A:{name}', { attributes: { ApiId: '{name}' } }),
  'AWS::AppConfig::Application': numbered('arn:P:appconfig:R:A:application/{name}', { attributes: { ApplicationId: '{name}' } }),
  'AWS::AppMesh::Mesh': named('meshName', 'arn:P:appmesh:R:A:mesh/{name}', { attributes: { MeshName: '{name}' } }),
  'AWS::AppSync::Api': numbered('arn:P:appsync:R:A:apis/{name}', { ref: '{arn}', attributes: { ApiArn: '{arn}', ApiId: '{name}' } }),
  'AWS::AppSync::GraphQLApi': numbered('arn:P:appsync:R:A:apis/{name}', { ref: '{arn}', attributes: { ApiId: '{name}' } }),
  'AWS::Backup::BackupVault': named('backupVaultName', 'arn:P:backup:R:A:backup-vault:{name}', { attributes: { BackupVaultArn: '{arn}', BackupVaultName: '{name}' } }),
  'AWS::Batch::ConsumableResource': named('consumableResourceName', 'arn:P:batch:R:A:consumable-resource/{name}', { ref: '{arn}', attributes: { ConsumableResourceArn: '{arn}' } }),
  'AWS::Batch::JobDefinition': named('jobDefinitionName', 'arn:P:batch:R:A:job-definition/{name}:*', { ref: '{arn}', attributes: { JobDefinitionArn: '{arn}' } }),
  'AWS::Batch::JobQueue': named('jobQueueName', 'arn:P:batch:R:A:job-queue/{name}', { ref: '{arn}', attributes: { JobQueueArn: '{arn}' } }),
  'AWS::CloudFront::Distribution': numbered('arn:P:cloudfront::A:distribution/{name}', { attributes: { Id: '{name}' } }),
  'AWS::CodeBuild::ReportGroup': named('name', 'arn:P:codebuild:R:A:report-group/{name}', { ref: '{arn}' }),
  'AWS::CodeCommit::Repository': named('repositoryName', 'arn:P:codecommit:R:A:{name}', { attributes: { Name: '{name}' } }),
  'AWS::CodePipeline::Pipeline': named('name', 'arn:P:codepipeline:R:A:{name}'),
  'AWS::CodeGuruProfiler::ProfilingGroup': named('profilingGroupName', 'arn:P:codeguru-profiler:R:A:profilingGroup/{name}'),
  'AWS::Cognito::UserPool': numbered('arn:P:cognito-idp:R:A:userpool/{name}', { attributes: { UserPoolId: '{name}' } }),
  'AWS::DynamoDB::GlobalTable': named('tableName', 'arn:P:dynamodb:R:A:table/{name}', { attributes: { StreamArn: `{arn}/stream/${streamLabel}` } }),
  'AWS::DynamoDB::Table': named('tableName', 'arn:P:dynamodb:R:A:table/{name}', { attributes: { StreamArn: `{arn}/stream/${streamLabel}` } }),
  'AWS::EC2::Instance': numbered('arn:P:ec2:R:A:instance/{name}', { attributes: { InstanceId: '{name}' } }),
  'AWS::EC2::Volume': numbered('arn:P:ec2:R:A:volume/{name}', { attributes: { VolumeId: '{name}' } }),
  'AWS::ECR::Repository': named('repositoryName', 'arn:P:ecr:R:A:repository/{name}'),
  'AWS::ECS::Cluster': named('clusterName', 'arn:P:ecs:R:A:cluster/{name}'),
  'AWS::ECS::TaskDefinition': named('family', 'arn:P:ecs:R:A:task-definition/{name}:1', { ref: '{arn}', attributes: { TaskDefinitionArn: '{arn}' } }),
  'AWS::EFS::FileSystem': numbered('arn:P:elasticfilesystem:R:A:file-system/{name}', { attributes: { FileSystemId: '{name}' } }),
  'AWS::Elasticsearch::Domain': named('domainName', 'arn:P:es:R:A:domain/{name}', { attributes: { DomainArn: '{arn}' } }),
  'AWS::Events::EventBus': named('name', 'arn:P:events:R:A:event-bus/{name}', { attributes: { Name: '{name}' } }),
  'AWS::Glue::Database': numbered('arn:P:glue:R:A:database/{name}'),
  'AWS::Glue::Table': numbered('arn:P:glue:R:A:table/{name}'),
  'AWS::IAM::Group': named('groupName', 'arn:P:iam::A:group{path}{name}'),
  'AWS::IAM::ManagedPolicy': named('managedPolicyName', 'arn:P:iam::A:policy{path}{name}', { ref: '{arn}' }),
  'AWS::IAM::Role': named('roleName', 'arn:P:iam::A:role{path}{name}'),
  'AWS::IAM::User': named('userName', 'arn:P:iam::A:user{path}{name}'),
  'AWS::KMS::Key': numbered('arn:P:kms:R:A:key/{name}', { attributes: { KeyId: '{name}' } }),
  'AWS::Kinesis::Stream': named('name', 'arn:P:kinesis:R:A:stream/{name}'),
  'AWS::Kinesis::StreamConsumer': named('consumerName', '{within}/consumer/{name}:1769853600', { withinProperty: 'streamArn', ref: '{arn}', attributes: { ConsumerARN: '{arn}' } }),
  'AWS::KinesisFirehose::DeliveryStream': named('deliveryStreamName', 'arn:P:firehose:R:A:deliverystream/{name}'),
  'AWS::Lambda::Function': named('functionName', 'arn:P:lambda:R:A:function:{name}'),
  'AWS::Lambda::Alias': named('name', 'arn:P:lambda:R:A:function:{within}:{name}', { withinProperty: 'functionName', ref: '{arn}', attributes: { AliasArn: '{arn}' } }),
  'AWS::Lambda::Version': numbered('arn:P:lambda:R:A:function:{within}:1', { withinProperty: 'functionName', ref: '{arn}', attributes: { FunctionArn: '{arn}', Version: '1' } }),
  'AWS::Logs::LogGroup': named('logGroupName', 'arn:P:logs:R:A:log-group:{name}:*'),
  'AWS::OpenSearchService::Domain': named('domainName', 'arn:P:es:R:A:domain/{name}', { attributes: { DomainArn: '{arn}' } }),
  'AWS::RDS::DBCluster': named('dbClusterIdentifier', 'arn:P:rds:R:A:cluster:{name}', { attributes: { DBClusterArn: '{arn}', DBClusterResourceId: 'cluster-{name}' } }),
  'AWS::RDS::DBInstance': named('dbInstanceIdentifier', 'arn:P:rds:R:A:db:{name}', { attributes: { DBInstanceArn: '{arn}', DbiResourceId: 'db-{name}' } }),
  'AWS::RDS::DBProxy': named('dbProxyName', 'arn:P:rds:R:A:db-proxy:prx-{name}', { attributes: { DBProxyArn: '{arn}' } }),
  'AWS::Route53::HostedZone': numbered('arn:P:route53:::hostedzone/{name}', { attributes: { Id: '{name}' } }),
  'AWS::S3::Bucket': named('bucketName', 'arn:P:s3:::{name}'),
  'AWS::SES::EmailIdentity': named('emailIdentity', 'arn:P:ses:R:A:identity/{name}'),
  'AWS::SNS::Topic': named('topicName', 'arn:P:sns:R:A:{name}', { ref: '{arn}', attributes: { TopicArn: '{arn}', TopicName: '{name}' } }),
  'AWS::SQS::Queue': named('queueName', 'arn:P:sqs:R:A:{name}', { ref: 'https://sqs.R.amazonaws.com/A/{name}', attributes: { QueueName: '{name}' } }),
  'AWS::SSM::Parameter': named('name', 'arn:P:ssm:R:A:parameter{/name}'),
  'AWS::Scheduler::ScheduleGroup': named('name', 'arn:P:scheduler:R:A:schedule-group/{name}'),
  'AWS::SecretsManager::Secret': named('name', `arn:P:secretsmanager:R:A:secret:{name}-${secretSuffix}`, { ref: '{arn}', attributes: { Id: '{arn}' } }),
  'AWS::StepFunctions::Activity': named('name', 'arn:P:states:R:A:activity:{name}', { ref: '{arn}', attributes: { Name: '{name}' } }),
  'AWS::StepFunctions::StateMachine': named('stateMachineName', 'arn:P:states:R:A:stateMachine:{name}', { ref: '{arn}', attributes: { Name: '{name}' } }),
};

/** The form of a type of CloudFormation; a type that is not known is called by its name alone. */
export const formOf = (type: string): PhysicalForm | undefined => (Object.hasOwn(forms, type) ? forms[type] : undefined);

/** What `Ref` or `Fn::GetAtt` gives for a resource of this type and name. */
export function attributeOf(type: string, attribute: string, called: PhysicalName, place: CdkPlace): string {
  const form = formOf(type);
  const { name } = called;
  if (form === undefined) return attribute === 'Ref' ? name : `${name}.${attribute}`;
  const format = attribute === 'Ref' ? (form.ref ?? '{name}') : attribute === 'Arn' ? '{arn}' : form.attributes?.[attribute];
  return format === undefined ? `${name}.${attribute}` : fill(format.replace('{arn}', form.arn), called, place);
}

function fill(format: string, { name, path, within }: PhysicalName, { partition, region, account }: CdkPlace): string {
  const placed = format
    .replace(/^arn:P:/, `arn:${partition}:`)
    .replace(/:R:/, `:${region}:`)
    .replace('.R.', `.${region}.`)
    .replace(/:A:|\/A\//, (found) => found.replace('A', account));
  // A part is named by what it is a part of, or by the ARN of that.
  const whole = placed.startsWith('{within}') ? within : within.slice(within.lastIndexOf(':') + 1);
  const texts: Readonly<Record<string, string>> = { '{/name}': `/${name.replace(/^\//, '')}`, '{name}': name, '{path}': path, '{within}': whole };
  return placed.replaceAll(/\{\/?\w+\}/g, (found) => texts[found] ?? found);
}
