import { findAction } from '@assent/catalog';

/** Methods of CDK that have no counterpart here, and why. */
export interface NotCompared {
  readonly methods: readonly string[];
  readonly reason: string;
  /** Whether the reason still holds, where that can be asked. */
  readonly holds?: () => boolean;
}

const of = (name: string, ...methods: readonly string[]): readonly string[] => methods.map((method) => `${name}.${method}`);

export const notCompared: readonly NotCompared[] = [
  {
    methods: [...of('aws-eks/Cluster', 'grantAccess'), ...of('aws-eks-v2/Cluster', 'grantAccess', 'grantClusterAdmin')],
    reason: 'makes access entries of Kubernetes, not IAM policies',
  },
  {
    methods: [
      'aws-bedrockagentcore/CredentialProviderConfig.grantNeededPermissionsToRole',
      'aws-bedrockagentcore/ApiKeyCredentialProviderConfiguration.grantNeededPermissionsToRole',
      'aws-bedrockagentcore/OAuthCredentialProviderConfiguration.grantNeededPermissionsToRole',
      'aws-bedrockagentcore/GatewayIamRoleCredentialProviderConfig.grantNeededPermissionsToRole',
      ...['TargetSchema', 'AssetApiSchema', 'InlineApiSchema', 'S3ApiSchema', 'AssetToolSchema', 'InlineToolSchema', 'S3ToolSchema'].map((schema) => `aws-bedrockagentcore/${schema}.grantPermissionsToRole`),
      ...['MemoryStrategy', 'ManagedMemoryStrategy', 'SelfManagedMemoryStrategy'].map((strategy) => `aws-bedrockagentcore/${strategy}.grant`),
      'aws-bedrockagentcore/Runtime.grant',
    ],
    reason: "gives AgentCore's own role what the configuration of a gateway, a memory or a runtime needs, while CDK makes it: grant to that role what it reads, with the grants of the bucket, the topic or the provider",
  },
  {
    methods: of('aws-codepipeline-actions/SingletonPolicy', 'grantCreateReplaceChangeSet', 'grantCreateUpdateStack', 'grantCreateUpdateStackSet', 'grantDeleteStack', 'grantExecuteChangeSet', 'grantPassRole'),
    reason: "private to CDK: what the CloudFormation actions of a pipeline give to the pipeline's own roles",
  },
  { methods: of('aws-iam/PrecreatedRole', 'grant', 'grantAssumeRole', 'grantPassRole'), reason: 'private to CDK: stands for a `Role` in an app that makes no roles, and grants as it' },
  { methods: ['aws-iam/EncryptedResource.grantOnKey'], reason: 'the interface of `Bucket`, `Queue`, `Topic`, `Table` and `Parameter`, whose `grantOnKey` is compared' },
  { methods: ['aws-lambda-event-sources/KinesisSource.grantRead'], reason: 'private to CDK: a stream or a consumer, whose `grantRead` it is' },
  { methods: of('aws-ssm/ParameterGrants', 'actions', 'read'), reason: 'not exported by CDK: `Parameter.grantRead` is' },
  { methods: ['aws-sagemaker/Endpoint.grantInvoke', 'aws-sagemaker/Pipeline.grantStartPipelineExecution'], reason: 'an interface without a class behind it in `aws-cdk-lib`; here `ModelEndpoint` and `ModelPipeline`' },
  {
    methods: ['aws-lambda/WebFunctionEndpointGrants.invoke'],
    reason: "`lambda:InvokeWebFunctionEndpoint` is not in AWS's service reference yet, which the actions here are checked against",
    holds: () => findAction('lambda:InvokeWebFunctionEndpoint') === undefined,
  },
];
