import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource, Resource } from './resource.ts';

/** A job queue of AWS Batch. */
export class JobQueue extends Resource<'batch'> {
  constructor(stack: Stack, jobQueueName: string) {
    super(stack, stack.arn('batch', `job-queue/${checkName('job queue', jobQueueName)}`), 'batch');
  }
}

/** A job definition of AWS Batch, in all its revisions. */
export class JobDefinition extends Resource<'batch'> {
  constructor(stack: Stack, jobDefinitionName: string) {
    super(stack, stack.arn('batch', `job-definition/${checkName('job definition', jobDefinitionName)}:*`), 'batch');
  }

  grantSubmitJob(grantee: Grantee, queue: JobQueue) {
    return this.give(grantee, ['batch:SubmitJob'], { arns: [this.arn, queue.arn] });
  }
}

/** Something that jobs of AWS Batch use up, licences for instance. */
export class ConsumableResource extends OpenResource<'batch'> {
  constructor(stack: Stack, consumableResourceName: string) {
    super(stack, stack.arn('batch', `consumable-resource/${checkName('consumable resource', consumableResourceName)}`), 'batch');
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['batch:DescribeConsumableResource', 'batch:ListJobsByConsumableResource']);
  }

  /** The grantee may change how much of it there is. */
  grantUpdate(grantee: Grantee) {
    return this.give(grantee, ['batch:UpdateConsumableResource']);
  }
}
