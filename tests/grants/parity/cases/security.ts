import * as cdk from 'aws-cdk-lib';
import * as ours from '@assent/grants';
import { account, cdkKey, identities, ourKey, parityCase, regional } from '../parity-case.ts';

const cdkAlias = (stack: cdk.Stack): cdk.aws_kms.Alias => new cdk.aws_kms.Alias(stack, 'alias', { aliasName: 'a', targetKey: cdkKey(stack) });
const usual = { grantEncrypt: [], grantDecrypt: [], grantEncryptDecrypt: [], grantSign: [], grantVerify: [], grantSignVerify: [], grantGenerateMac: [], grantVerifyMac: [], grant: ['kms:DescribeKey'] };
const secret = 'secret:s-AbCdEf';
const cdkLogs = (stack: cdk.Stack): cdk.aws_logs.LogGroup => new cdk.aws_logs.LogGroup(stack, 'g', { logGroupName: 'g' });
const ourLogs = (stack: ours.Stack): ours.LogGroup => new ours.LogGroup(stack, 'g');
const cdkParameter = (stack: cdk.Stack): cdk.aws_ssm.IStringParameter => cdk.aws_ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'p', { parameterName: '/a/b', encryptionKey: cdkKey(stack) });
const ourParameter = (stack: ours.Stack): ours.Parameter => new ours.Parameter(stack, '/a/b', { encryptionKey: ourKey(stack) });
const assumedBy = new cdk.aws_iam.ServicePrincipal('ec2.amazonaws.com');
const cdkRole = (stack: cdk.Stack): cdk.aws_iam.Role => new cdk.aws_iam.Role(stack, 'Other', { roleName: 'other', assumedBy });
const ourRole = (stack: ours.Stack): ours.Role => new ours.Role(stack, 'other', { assumedBy: new ours.ServicePrincipal('ec2.amazonaws.com') });
const roleMethods = {
  grantAssumeRole: { cdk: (role: cdk.aws_iam.IRole, grantee: cdk.aws_iam.IGrantable) => role.grantAssumeRole(grantee.grantPrincipal), ours: (role: ours.Role, grantee: ours.Grantee) => role.grantAssumeRole(grantee) },
  grantPassRole: { cdk: (role: cdk.aws_iam.IRole, grantee: cdk.aws_iam.IGrantable) => role.grantPassRole(grantee.grantPrincipal), ours: (role: ours.Role, grantee: ours.Grantee) => role.grantPassRole(grantee) },
  grant: { cdk: (role: cdk.aws_iam.IRole, grantee: cdk.aws_iam.IGrantable) => role.grant(grantee.grantPrincipal, 'iam:GetRole'), ours: (role: ours.Role, grantee: ours.Grantee) => role.grant(grantee, 'iam:GetRole') },
};
const cdkProfiling = (stack: cdk.Stack): cdk.aws_codeguruprofiler.ProfilingGroup => new cdk.aws_codeguruprofiler.ProfilingGroup(stack, 'p', { profilingGroupName: 'p' });
const ourProfiling = (stack: ours.Stack): ours.ProfilingGroup => new ours.ProfilingGroup(stack, 'p');
const cdkCode = (stack: cdk.Stack): cdk.aws_codecommit.Repository => new cdk.aws_codecommit.Repository(stack, 'r', { repositoryName: 'r' });
const ourCode = (stack: ours.Stack): ours.CodeRepository => new ours.CodeRepository(stack, 'r');

export const securityCases = [
  parityCase({ covers: 'aws-kms/Key', cdk: cdkKey, ours: ourKey, methods: { ...usual, grantAdmin: [] } }),
  parityCase({
    covers: 'aws-kms/KeyGrants',
    cdk: (stack) => cdkKey(stack).grants,
    ours: ourKey,
    methods: {
      actions: { cdk: (grants, grantee) => grants.actions(grantee, 'kms:DescribeKey'), ours: (key, grantee) => key.grant(grantee, 'kms:DescribeKey') },
      admin: [],
      decrypt: [],
      encrypt: [],
      encryptDecrypt: [],
      sign: [],
      verify: [],
      signVerify: [],
      generateMac: [],
      verifyMac: [],
    },
  }),
  parityCase({ covers: 'aws-kms/Alias', cdk: cdkAlias, ours: (stack) => new ours.Alias(ourKey(stack), 'alias/a'), methods: usual }),
  parityCase({
    covers: 'aws-secretsmanager/Secret',
    cdk: (stack) => new cdk.aws_secretsmanager.Secret(stack, 's', { secretName: 's', encryptionKey: cdkKey(stack) }),
    ours: (stack) => new ours.Secret(stack, 's', { suffix: 'AbCdEf', encryptionKey: ourKey(stack) }),
    methods: { grantRead: [['AWSCURRENT']], grantWrite: [] },
  }),
  parityCase({
    covers: 'aws-secretsmanager/Secret without a key',
    cdk: (stack) => cdk.aws_secretsmanager.Secret.fromSecretCompleteArn(stack, 's', regional('secretsmanager', secret)),
    ours: (stack) => new ours.Secret(stack, 's', { suffix: 'AbCdEf' }),
    grantees: ['role', 'role of another account', 'account'],
    methods: { grantRead: [], grantWrite: [] },
  }),
  parityCase({
    covers: 'aws-ssm/Parameter',
    cdk: cdkParameter,
    ours: ourParameter,
    grantees: identities,
    methods: { grantRead: [], grantWrite: [], grantOnKey: { cdk: (parameter, grantee) => (parameter as unknown as cdk.aws_iam.IEncryptedResource).grantOnKey(grantee, 'kms:Decrypt'), ours: (parameter, grantee) => parameter.grantOnKey(grantee, 'kms:Decrypt') } },
  }),
  parityCase({ covers: 'aws-logs/LogGroup', cdk: cdkLogs, ours: ourLogs, methods: { grantRead: [], grantWrite: [], grant: ['logs:GetLogEvents'] } }),
  parityCase({
    covers: 'aws-logs/LogGroupGrants',
    cdk: (stack) => cdkLogs(stack).grants,
    ours: ourLogs,
    methods: { actions: { cdk: (grants, grantee) => grants.actions(grantee, ['logs:GetLogEvents']), ours: (group, grantee) => group.grant(grantee, 'logs:GetLogEvents') }, read: [], write: [] },
  }),
  parityCase({
    covers: 'aws-cloudwatch/Metric',
    cdk: (stack) => stack,
    ours: (stack) => stack,
    methods: { grantPutMetricData: { cdk: (_stack, grantee) => cdk.aws_cloudwatch.Metric.grantPutMetricData(grantee), ours: (_stack, grantee) => ours.Metric.grantPutMetricData(grantee) } },
  }),
  parityCase({ covers: 'aws-iam/Role', cdk: cdkRole, ours: ourRole, methods: roleMethods }),
  parityCase({ covers: 'aws-iam/LazyRole', cdk: (stack) => new cdk.aws_iam.LazyRole(stack, 'Other', { roleName: 'other', assumedBy }), ours: ourRole, methods: roleMethods }),
  parityCase({ covers: 'aws-iam/ImmutableRole', cdk: (stack) => cdkRole(stack).withoutPolicyUpdates(), ours: ourRole, methods: roleMethods }),
  parityCase({ covers: 'aws-iam/ImportedRole', cdk: (stack) => cdk.aws_iam.Role.fromRoleArn(stack, 'Other', `arn:aws:iam::${account}:role/other`), ours: (stack) => ours.Role.fromRoleArn(stack, `arn:aws:iam::${account}:role/other`), methods: roleMethods }),
  parityCase({
    covers: 'aws-iam/RoleGrants',
    cdk: (stack) => cdkRole(stack).grants,
    ours: ourRole,
    methods: { assumeRole: { cdk: (grants, grantee) => grants.assumeRole(grantee.grantPrincipal), ours: (role, grantee) => role.grantAssumeRole(grantee) }, passRole: { cdk: (grants, grantee) => grants.passRole(grantee.grantPrincipal), ours: (role, grantee) => role.grantPassRole(grantee) } },
  }),
  parityCase({
    covers: 'aws-codebuild/ReportGroup',
    cdk: (stack) => new cdk.aws_codebuild.ReportGroup(stack, 'g', { reportGroupName: 'g', exportBucket: cdk.aws_s3.Bucket.fromBucketName(stack, 'B', 'reports') }),
    ours: (stack) => new ours.ReportGroup(stack, 'g', { exportBucket: new ours.Bucket(stack, 'reports') }),
    grantees: identities,
    methods: { grantWrite: [] },
  }),
  parityCase({
    covers: 'aws-codebuild/ReportGroup of coverage',
    cdk: (stack) => new cdk.aws_codebuild.ReportGroup(stack, 'g', { reportGroupName: 'g', type: cdk.aws_codebuild.ReportGroupType.CODE_COVERAGE }),
    ours: (stack) => new ours.ReportGroup(stack, 'g', { type: 'CODE_COVERAGE' }),
    methods: { grantWrite: [] },
  }),
  parityCase({ covers: 'aws-codecommit/Repository', cdk: cdkCode, ours: ourCode, methods: { grantPull: [], grantPullPush: [], grantRead: [], grant: ['codecommit:GetBranch'] } }),
  parityCase({ covers: 'aws-codecommit/RepositoryGrants', cdk: (stack) => cdkCode(stack).grants, ours: ourCode, methods: { actions: [['codecommit:GetBranch']], pull: [], pullPush: [], read: [] } }),
  parityCase({
    covers: 'aws-codedeploy/LambdaDeploymentGroup',
    cdk: (stack) =>
      new cdk.aws_codedeploy.LambdaDeploymentGroup(stack, 'g', {
        application: cdk.aws_codedeploy.LambdaApplication.fromLambdaApplicationName(stack, 'A', 'a'),
        deploymentGroupName: 'g',
        role: cdk.aws_iam.Role.fromRoleArn(stack, 'R', `arn:aws:iam::${account}:role/r`),
        alias: new cdk.aws_lambda.Alias(stack, 'Alias', { aliasName: 'live', version: new cdk.aws_lambda.Function(stack, 'F', { functionName: 'f', runtime: cdk.aws_lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: cdk.aws_lambda.Code.fromInline('0') }).currentVersion as cdk.aws_lambda.IVersion }),
      }),
    ours: (stack) => new ours.DeploymentGroup(stack, 'a', 'g'),
    methods: { grantPutLifecycleEventHookExecutionStatus: [] },
  }),
  parityCase({ covers: 'aws-codeguruprofiler/ProfilingGroup', cdk: cdkProfiling, ours: ourProfiling, methods: { grantPublish: [], grantRead: [] } }),
  parityCase({ covers: 'aws-codeguruprofiler/ProfilingGroupGrants', cdk: (stack) => cdkProfiling(stack).grants, ours: ourProfiling, methods: { actions: [['codeguru-profiler:GetProfile']], publish: [], read: [] } }),
  parityCase({
    covers: 'aws-codepipeline-actions/ManualApprovalAction',
    cdk: (stack) => {
      const { codepipeline, actions } = { codepipeline: cdk.aws_codepipeline, actions: cdk.aws_codepipeline_actions };
      const approval = new actions.ManualApprovalAction({ actionName: 'Approve' });
      const sourceOutput = new codepipeline.Artifact();
      const source = new actions.S3SourceAction({ actionName: 'Source', bucket: cdk.aws_s3.Bucket.fromBucketName(stack, 'B', 'code'), bucketKey: 'k', output: sourceOutput, trigger: actions.S3Trigger.NONE });
      new codepipeline.Pipeline(stack, 'p', { pipelineName: 'p', artifactBucket: cdk.aws_s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts'), stages: [{ stageName: 'Source', actions: [source] }, { stageName: 'Release', actions: [approval] }] });
      return approval;
    },
    ours: (stack) => new ours.Pipeline(stack, 'p'),
    methods: { grantManualApproval: { cdk: (action, grantee) => action.grantManualApproval(grantee), ours: (pipeline, grantee) => pipeline.grantManualApproval(grantee, { stage: 'Release', action: 'Approve' }) } },
  }),
];
