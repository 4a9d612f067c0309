import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A state machine of Step Functions. */
export class StateMachine extends OpenResource<'states'> {
  readonly stateMachineName: string;

  constructor(stack: Stack, stateMachineName: string) {
    super(stack, stack.arn('states', `stateMachine:${checkName('state machine', stateMachineName)}`), 'states');
    this.stateMachineName = stateMachineName;
  }

  get #executions(): string {
    return this.stack.arn('states', `execution:${this.stateMachineName}:*`);
  }

  grantStartExecution(grantee: Grantee) {
    return this.give(grantee, ['states:StartExecution']);
  }

  grantStartSyncExecution(grantee: Grantee) {
    return this.give(grantee, ['states:StartSyncExecution']);
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['states:ListExecutions', 'states:ListStateMachines'])
      .combine(this.give(grantee, ['states:DescribeExecution', 'states:DescribeStateMachineForExecution', 'states:GetExecutionHistory'], { arns: [this.#executions] }))
      .combine(this.give(grantee, ['states:ListActivities', 'states:DescribeStateMachine', 'states:DescribeActivity'], { arns: ['*'] }));
  }

  grantTaskResponse(grantee: Grantee) {
    return this.give(grantee, ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat']);
  }

  /** Grants actions on the executions. */
  grantExecution<Action extends `states:${string}`>(grantee: Grantee, ...actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [this.#executions] });
  }

  /** Redriving is authorized on the execution. */
  grantRedriveExecution(grantee: Grantee) {
    return this.give(grantee, ['states:RedriveExecution'], { arns: [this.#executions] });
  }
}

/** An activity that workers poll. */
export class Activity extends OpenResource<'states'> {
  constructor(stack: Stack, activityName: string) {
    super(stack, stack.arn('states', `activity:${checkName('activity', activityName)}`), 'states');
  }
}
