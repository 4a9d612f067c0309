import * as cdk from 'aws-cdk-lib';
import * as ours from '@assent/grants';
import { identities, parityCase, regional } from '../parity-case.ts';

const lambda = cdk.aws_lambda;
const cdkFunction = (stack: cdk.Stack): cdk.aws_lambda.Function => new lambda.Function(stack, 'f', { functionName: 'f', runtime: lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: lambda.Code.fromInline('0') });
const ourFunction = (stack: ours.Stack): ours.LambdaFunction => new ours.LambdaFunction(stack, 'f');
const composite = { cdk: new cdk.aws_iam.CompositePrincipal(new cdk.aws_iam.ServicePrincipal('events.amazonaws.com'), new cdk.aws_iam.AccountPrincipal('999999999999')), ours: [new ours.ServicePrincipal('events.amazonaws.com'), new ours.AccountPrincipal('999999999999')] };
const version = (stack: cdk.Stack): cdk.aws_lambda.IVersion => lambda.Version.fromVersionArn(stack, 'V', `${regional('lambda', 'function:f')}:7`);

const cdkRepository = (stack: cdk.Stack): cdk.aws_ecr.Repository => new cdk.aws_ecr.Repository(stack, 'web', { repositoryName: 'web' });
const cdkCluster = (stack: cdk.Stack): cdk.aws_ecs.Cluster => new cdk.aws_ecs.Cluster(stack, 'c', { clusterName: 'c', vpc: cdk.aws_ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['s-1'] }) });
const consumable = (stack: cdk.Stack): cdk.aws_batch.IConsumableResource => cdk.aws_batch.ConsumableResource.fromConsumableResourceArn(stack, 'c', regional('batch', 'consumable-resource/c'));

export const computeCases = [
  parityCase({
    covers: 'aws-lambda/Function',
    cdk: cdkFunction,
    ours: ourFunction,
    methods: {
      grantInvoke: [],
      grantInvokeLatestVersion: [],
      grantInvokeVersion: { cdk: (fn, grantee, stack) => fn.grantInvokeVersion(grantee, version(stack)), ours: (fn, grantee) => fn.grantInvokeVersion(grantee, '7') },
      grantInvokeUrl: [],
      grantInvokeCompositePrincipal: { cdk: (fn) => fn.grantInvokeCompositePrincipal(composite.cdk), ours: (fn) => fn.grantInvokeCompositePrincipal(...composite.ours) },
    },
  }),
  parityCase({ covers: 'aws-lambda/FunctionUrl', cdk: (stack) => cdkFunction(stack).addFunctionUrl(), ours: ourFunction, methods: { grantInvokeUrl: [] } }),
  parityCase({
    covers: 'aws-lambda/Function alias',
    cdk: (stack) => lambda.Alias.fromAliasAttributes(stack, 'A', { aliasName: 'live', aliasVersion: version(stack) }),
    ours: ourFunction,
    grantees: identities,
    methods: { grantInvoke: { cdk: (alias, grantee) => alias.grantInvoke(grantee), ours: (fn, grantee) => fn.version('live').grantInvoke(grantee) }, grantInvokeUrl: { cdk: (alias, grantee) => alias.grantInvokeUrl(grantee), ours: (fn, grantee) => fn.version('live').grantInvokeUrl(grantee) } },
  }),
  parityCase({
    covers: 'aws-lambda/Function version',
    cdk: version,
    ours: ourFunction,
    grantees: identities,
    methods: { grantInvoke: { cdk: (on, grantee) => on.grantInvoke(grantee), ours: (fn, grantee) => fn.version('7').grantInvoke(grantee) } },
  }),
  parityCase({ covers: 'aws-ecr/Repository', cdk: cdkRepository, ours: (stack) => new ours.Repository(stack, 'web'), methods: { grantRead: [], grantPull: [], grantPush: [], grantPullPush: [], grant: ['ecr:ListImages'] } }),
  parityCase({
    covers: 'aws-ecr/AuthorizationToken',
    cdk: (stack) => stack,
    ours: (stack) => stack,
    methods: { grantRead: { cdk: (stack, grantee) => (void stack, cdk.aws_ecr.AuthorizationToken.grantRead(grantee)), ours: (stack, grantee) => (void stack, ours.AuthorizationToken.grantRead(grantee)) } },
  }),
  parityCase({
    covers: 'aws-ecr/PublicGalleryAuthorizationToken',
    cdk: (stack) => stack,
    ours: (stack) => stack,
    methods: { grantRead: { cdk: (stack, grantee) => (void stack, cdk.aws_ecr.PublicGalleryAuthorizationToken.grantRead(grantee)), ours: (stack, grantee) => (void stack, ours.PublicGalleryAuthorizationToken.grantRead(grantee)) } },
  }),
  parityCase({ covers: 'aws-ecs/Cluster', cdk: cdkCluster, ours: (stack) => new ours.Cluster(stack, 'c'), methods: { grantTaskProtection: [] } }),
  parityCase({ covers: 'aws-ecs/ClusterGrants', cdk: (stack) => cdkCluster(stack).grants, ours: (stack) => new ours.Cluster(stack, 'c'), methods: { taskProtection: [] } }),
  parityCase({
    covers: 'aws-ecs/TaskDefinition',
    cdk: (stack) => {
      const { Role } = cdk.aws_iam;
      const task = new cdk.aws_ecs.FargateTaskDefinition(stack, 'web', {
        family: 'web',
        taskRole: Role.fromRoleArn(stack, 'Task', 'arn:aws:iam::123456789012:role/web-task'),
        executionRole: Role.fromRoleArn(stack, 'Execution', 'arn:aws:iam::123456789012:role/web-execution'),
      });
      task.addContainer('web', { image: cdk.aws_ecs.ContainerImage.fromRegistry('nginx') });
      return task;
    },
    ours: (stack) => new ours.EcsTaskDefinition(stack, 'web'),
    methods: { grantRun: [] },
  }),
  parityCase({
    covers: 'aws-ecs/Secret',
    cdk: (stack) => cdk.aws_ecs.Secret.fromSecretsManager(cdk.aws_secretsmanager.Secret.fromSecretCompleteArn(stack, 'S', regional('secretsmanager', 'secret:s-AbCdEf'))),
    ours: (stack) => new ours.Secret(stack, 's', { suffix: 'AbCdEf' }),
    grantees: identities,
    methods: { grantRead: [] },
  }),
  parityCase({
    covers: 'aws-batch/Secret',
    cdk: (stack) => cdk.aws_batch.Secret.fromSsmParameter(cdk.aws_ssm.StringParameter.fromStringParameterName(stack, 'P', 'p')),
    ours: (stack) => new ours.Parameter(stack, 'p'),
    methods: { grantRead: [] },
  }),
  parityCase({
    covers: 'aws-batch/EcsJobDefinition',
    cdk: (stack) =>
      new cdk.aws_batch.EcsJobDefinition(stack, 'j', {
        jobDefinitionName: 'j',
        container: new cdk.aws_batch.EcsFargateContainerDefinition(stack, 'C', {
          image: cdk.aws_ecs.ContainerImage.fromRegistry('nginx'),
          cpu: 1,
          memory: cdk.Size.gibibytes(2),
          executionRole: cdk.aws_iam.Role.fromRoleArn(stack, 'Execution', 'arn:aws:iam::123456789012:role/e'),
        }),
      }),
    ours: (stack) => new ours.JobDefinition(stack, 'j'),
    methods: {
      grantSubmitJob: {
        cdk: (job, grantee, stack) => job.grantSubmitJob(grantee, cdk.aws_batch.JobQueue.fromJobQueueArn(stack, 'Q', regional('batch', 'job-queue/q'))),
        ours: (job, grantee, stack) => job.grantSubmitJob(grantee, new ours.JobQueue(stack, 'q')),
      },
    },
  }),
  parityCase({
    covers: 'aws-batch/ConsumableResourceGrants',
    cdk: (stack) => consumable(stack).grants,
    ours: (stack) => new ours.ConsumableResource(stack, 'c'),
    methods: { actions: [['batch:DescribeConsumableResource']], read: [], update: [] },
  }),
];
