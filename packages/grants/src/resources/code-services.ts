import { GrantError } from '../grant-error.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import type { Bucket } from './bucket.ts';
import { OpenResource, Resource } from './resource.ts';

/** A Git repository of CodeCommit. */
export class CodeRepository extends OpenResource<'codecommit'> {
  constructor(stack: Stack, repositoryName: string) {
    super(stack, stack.arn('codecommit', checkName('repository', repositoryName)), 'codecommit');
  }

  grantPull(grantee: Grantee) {
    return this.give(grantee, ['codecommit:GitPull']);
  }

  grantPullPush(grantee: Grantee) {
    return this.give(grantee, ['codecommit:GitPull', 'codecommit:GitPush']);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['codecommit:GitPull', 'codecommit:EvaluatePullRequestApprovalRules', 'codecommit:Get*', 'codecommit:Describe*']);
  }
}

/** A report group of CodeBuild. */
export class ReportGroup extends Resource<'codebuild'> {
  readonly #exportBucket: Bucket | undefined;
  readonly #report: string;

  constructor(stack: Stack, name: string, { type = 'TEST', exportBucket }: { readonly type?: 'TEST' | 'CODE_COVERAGE'; readonly exportBucket?: Bucket } = {}) {
    super(stack, stack.arn('codebuild', `report-group/${checkName('report group', name)}`), 'codebuild');
    this.#report = type === 'TEST' ? 'codebuild:BatchPutTestCases' : 'codebuild:BatchPutCodeCoverages';
    this.#exportBucket = exportBucket;
  }

  grantWrite(grantee: Grantee) {
    const grant = this.give(grantee, ['codebuild:CreateReport', 'codebuild:UpdateReport', this.#report as 'codebuild:BatchPutTestCases']);
    return this.#exportBucket ? grant.combine(this.#exportBucket.grantWrite(grantee)) : grant;
  }
}

/** A deployment group of CodeDeploy. */
export class DeploymentGroup extends Resource<'codedeploy'> {
  constructor(stack: Stack, applicationName: string, groupName: string) {
    super(stack, stack.arn('codedeploy', `deploymentgroup:${checkName('application', applicationName)}/${checkName('deployment group', groupName)}`), 'codedeploy');
  }

  grantPutLifecycleEventHookExecutionStatus(grantee: Grantee) {
    return this.give(grantee, ['codedeploy:PutLifecycleEventHookExecutionStatus']);
  }
}

/** A profiling group of CodeGuru. */
export class ProfilingGroup extends OpenResource<'codeguru-profiler'> {
  constructor(stack: Stack, name: string) {
    super(stack, stack.arn('codeguru-profiler', `profilingGroup/${checkName('profiling group', name)}`), 'codeguru-profiler');
  }

  grantPublish(grantee: Grantee) {
    return this.give(grantee, ['codeguru-profiler:ConfigureAgent', 'codeguru-profiler:PostAgentProfile']);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['codeguru-profiler:GetProfile', 'codeguru-profiler:DescribeProfilingGroup']);
  }
}

/** A pipeline of CodePipeline. */
export class Pipeline extends OpenResource<'codepipeline'> {
  constructor(stack: Stack, pipelineName: string) {
    super(stack, stack.arn('codepipeline', checkName('pipeline', pipelineName)), 'codepipeline');
  }

  /** The grantee may see the pipeline, and approve one action of it by hand. */
  grantManualApproval(grantee: Grantee, { stage, action }: { readonly stage: string; readonly action: string }) {
    if (!stage || !action) throw new GrantError('wrong-use', 'say which action is approved: `{ stage, action }`');
    return this.give(grantee, ['codepipeline:PutApprovalResult'], { arns: [`${this.arn}/${checkName('stage', stage)}/${checkName('action', action)}`] })
      .combine(this.give(grantee, ['codepipeline:GetPipeline', 'codepipeline:GetPipelineState', 'codepipeline:GetPipelineExecution']))
      .combine(this.give(grantee, ['codepipeline:ListPipelines'], { arns: ['*'] }));
  }
}
