import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** An endpoint of SageMaker. */
export class ModelEndpoint extends OpenResource<'sagemaker'> {
  constructor(stack: Stack, endpointName: string) {
    super(stack, stack.arn('sagemaker', `endpoint/${checkName('endpoint', endpointName)}`), 'sagemaker');
  }

  grantInvoke(grantee: Grantee) {
    return this.give(grantee, ['sagemaker:InvokeEndpoint']);
  }
}

/** A pipeline of SageMaker. */
export class ModelPipeline extends OpenResource<'sagemaker'> {
  constructor(stack: Stack, pipelineName: string) {
    super(stack, stack.arn('sagemaker', `pipeline/${checkName('pipeline', pipelineName)}`), 'sagemaker');
  }

  grantStartPipelineExecution(grantee: Grantee) {
    return this.give(grantee, ['sagemaker:StartPipelineExecution']);
  }
}
