import type { CallRequirement, CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

const machine = (view: CallView): string => view.text('stateMachineArn');
/** An alias or version of a state machine is authorized as the state machine. */
const unqualified = (view: CallView): string => machine(view).replace(/(:stateMachine:[^:]+):.*$/, '$1');
const qualifier = (view: CallView): { readonly 'states:StateMachineQualifier': string | undefined } => ({ 'states:StateMachineQualifier': /:stateMachine:[^:]+:(.+)$/.exec(machine(view))?.[1] });
const execution = (view: CallView): string => view.text('executionArn');
const activity = (view: CallView): string => view.text('activityArn');

function withRole(view: CallView, resource: string): readonly CallRequirement[] {
  const keys = requestTagKeys(view.items('tags'));
  const tag = view.items('tags').length > 0 ? [view.need('TagResource', resource, keys)] : [];
  return [view.need(view.call.operation, resource, keys), ...(view.has('roleArn') ? [view.passRole(view.text('roleArn'), 'states.amazonaws.com')] : []), ...tag];
}

/** AWS Step Functions. */
export const states: ServiceTable = {
  CreateStateMachine: (view) => withRole(view, view.arn('states', `stateMachine:${view.text('name')}`)),
  UpdateStateMachine: (view) => withRole(view, machine(view)),
  ...each('StartExecution StartSyncExecution', same(unqualified, qualifier)),
  ...each('DescribeStateMachine DeleteStateMachine PublishStateMachineVersion ListStateMachineVersions ListStateMachineAliases', same(machine)),
  ListExecutions: same((view) => (view.has('mapRunArn') ? view.text('mapRunArn') : machine(view))),
  ...each('DescribeExecution GetExecutionHistory StopExecution DescribeStateMachineForExecution ListMapRuns RedriveExecution', same(execution)),
  ...each('DescribeMapRun UpdateMapRun', same((view) => view.text('mapRunArn'))),
  ...each('DescribeStateMachineAlias UpdateStateMachineAlias DeleteStateMachineAlias', same((view) => view.text('stateMachineAliasArn'))),
  DeleteStateMachineVersion: same((view) => view.text('stateMachineVersionArn')),
  CreateActivity: same((view) => view.arn('states', `activity:${view.text('name')}`), (view) => requestTagKeys(view.items('tags'))),
  ...each('DeleteActivity DescribeActivity GetActivityTask', same(activity)),
  TagResource: same((view) => view.text('resourceArn'), (view) => requestTagKeys(view.items('tags'))),
  UntagResource: same((view) => view.text('resourceArn'), (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same((view) => view.text('resourceArn')),
  TestState: (view) => [view.need('TestState', '*'), ...(view.has('roleArn') ? [view.passRole(view.text('roleArn'), 'states.amazonaws.com')] : [])],
  ...each('ListStateMachines ListActivities SendTaskSuccess SendTaskFailure SendTaskHeartbeat ValidateStateMachineDefinition', same(anything)),
};
