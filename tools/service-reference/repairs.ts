/** Where the source is wrong or has a spelling of its own, and why it is changed. */
export interface Repair {
  readonly find: RegExp;
  readonly replace: string;
  readonly reason: string;
}

/** Repairs of names of condition keys. */
export const keyRepairs: readonly Repair[] = [
  { find: /<[^<>]*>/, replace: '${TagKey}', reason: 'S3 and Elastic Load Balancing write their tag keys as `<key>`, all others as `${TagKey}`' },
  { find: /\/tag-key$/i, replace: '/${TagKey}', reason: '`tag-key` stands for the key of a tag, it is not a name' },
];

/** Resource types that the source calls required although the action is also authorized without a resource. */
export const optionalResourceTypes: Readonly<Record<string, string>> = {
  'cloudwatch:PutMetricData': 'metrics are put under `*`; a data set is named by few requests',
  'ce:GetCostAndUsage': 'asked about the whole account under `*`; a billing view is named by few requests',
};

/** Services that AWS has retired and its reference no longer lists, while policies that AWS manages still name them. */
export const retiredServices: Readonly<Record<string, string>> = {
  'deepcomposer': 'AWS DeepComposer',
  'deeplens': 'AWS DeepLens',
  'deepracer': 'AWS DeepRacer',
  'elastic-inference': 'Amazon Elastic Inference',
  'iot1click': 'AWS IoT 1-Click',
  'zocalo': 'Amazon WorkDocs (former prefix)',
};

/** Actions that the reference does not list, while a policy that AWS manages names them; their level and resource types
 * are not known. Left out where AWS's own validation calls the action unknown. */
export const unlistedActions: Readonly<Record<string, readonly string[]>> = {
  // RDSCloudHsmAuthorizationRole: the first CloudHSM.
  'cloudhsm': ['CreateLunaClient', 'DeleteLunaClient', 'DescribeHapg', 'DescribeLunaClient', 'GetConfig', 'ModifyHapg', 'ModifyLunaClient'],
  // MemoryDBServiceRolePolicy
  'memorydb': ['ReplicateMultiRegionClusterData'],
  // AmazonRoute53RecoveryControlConfigReadOnlyAccess
  'route53-recovery-control-config': ['DescribeRoutingControlByName'],
  // SageMakerStudioProjectUserRolePolicy
  'sagemaker-unified-studio-mcp': ['CallPrivilegedTool', 'CallReadOnlyTool', 'InvokeMcp'],
  // SecurityAgentWebAppAPIPolicy
  'securityagent': [
    'BatchGetAgentInstances', 'BatchGetSecurityTestContentMetadata', 'BatchGetTasks', 'CreateDocumentReview', 'DeleteDocumentReview',
    'GetCodeReviewTask', 'GetDocReviewTask', 'GetDocumentReview', 'GetDocumentReviewArtifact', 'ListAgentInstances', 'ListControls',
    'ListDocumentReviewComments', 'ListDocumentReviews', 'ListTasks', 'StartPentestExecution', 'StopPentestExecution',
  ],
};

/** Condition keys likewise, all of type String. */
export const unlistedKeys: Readonly<Record<string, readonly string[]>> = {
  // AWSDeepRacerDefaultMultiUserAccess
  'deepracer': ['deepracer:MultiUser', 'deepracer:UserToken'],
  // AmazonDataZoneGlueManageAccessRolePolicy
  'lakeformation': ['lakeformation:GlueARN'],
};

/** Forms of ARNs that the reference does not list, while a policy that AWS manages names them, or the API's own paths do. */
export const unlistedArns: Readonly<Record<string, readonly string[]>> = {
  // AWSMigrationHubRefactorSpacesFullAccess, AWSConfigServiceRolePolicy; the path of GetSdkTypes
  'apigateway': ['arn:${Partition}:apigateway:${Region}::/tags', 'arn:${Partition}:apigateway:${Region}::/v2/apis', 'arn:${Partition}:apigateway:${Region}::/sdktypes', 'arn:${Partition}:apigateway:${Region}::/sdktypes/${SdkType}'],
  // AmazonSageMakerHyperPodObservabilityAdminAccess
  'aps': ['arn:${Partition}:aps:${Region}:${Account}:/workspaces'],
  'grafana': ['arn:${Partition}:grafana:${Region}:${Account}:/workspaces'],
  // AWSManagedServices_DetectiveControlsConfig_ServiceRolePolicy
  'cloudformation': ['arn:${Partition}:cloudformation:${Region}:${Account}:stack/${StackName}'],
  // AWSDeepRacerCloudFormationAccessPolicy
  'robomaker': ['arn:${Partition}:robomaker:${Region}:${Account}:/createSimulationApplication'],
};
