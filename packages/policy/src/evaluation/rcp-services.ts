/** Prefixes of the services that resource control policies apply to (R10.11), as of September 2026; at the launch in
 * November 2024 they were s3, sts, kms, sqs and secretsmanager. */
export const rcpServices: ReadonlySet<string> = new Set(
  (
    'aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact codebuild ' +
    'codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ' +
    'ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications ' +
    'opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support ' +
    'swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray'
  ).split(' '),
);
