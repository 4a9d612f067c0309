import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, same } from '../rules.ts';

const machine = (view: CallView): string => view.text('stateMachineArn');
/** An alias or version of a state machine is authorized as the state machine. */
const unqualified = (arn: string): string => arn.replace(/(:stateMachine:[^:]+):.*$/, '$1');
/** The alias or version that an ARN ends in. */
const qualifier = (arn: string): Keys => ({ 'states:StateMachineQualifier': /:stateMachine:[^:]+:(.+)$/.exec(arn)?.[1] });
const onMachine = (parameter: string): Rule => same((view) => unqualified(view.text(parameter)), (view) => qualifier(view.text(parameter)));
const execution = (view: CallView): string => view.text('executionArn');
const activity = (view: CallView): string => view.text('activityArn');

function withRole(view: CallView, resource: string): readonly CallRequirement[] {
  const create = view.call.operation === 'CreateStateMachine' ? made(view, resource, requestTagKeys(view.items('tags')), 'TagResource') : [view.need(view.call.operation, resource)];
  return [...create, ...(view.has('roleArn') ? [view.passRole(view.text('roleArn'), 'states.amazonaws.com')] : [])];
}

/** AWS Step Functions. */
export const states: ServiceTable = {
  CreateStateMachine: (view) => withRole(view, view.arn('states', `stateMachine:${view.text('name')}`)),
  UpdateStateMachine: (view) => withRole(view, machine(view)),
  ...each('StartExecution StartSyncExecution DescribeStateMachine DeleteStateMachine ListStateMachineAliases', onMachine('stateMachineArn')),
  ...each('PublishStateMachineVersion ListStateMachineVersions', same(machine)),
  ListExecutions: (view) => (view.has('mapRunArn') ? same(given('mapRunArn')) : onMachine('stateMachineArn'))(view),
  CreateStateMachineAlias: (view) => {
    const machines = new Set(view.views('routingConfiguration').map((route) => unqualified(route.text('stateMachineVersionArn'))));
    const [only] = machines;
    if (only === undefined || machines.size > 1) throw new IncompleteCallError(view.call, 'routingConfiguration');
    return [view.need('CreateStateMachineAlias', only, { 'states:StateMachineQualifier': view.text('name') })];
  },
  ...each('DescribeExecution GetExecutionHistory StopExecution DescribeStateMachineForExecution ListMapRuns RedriveExecution', same(execution)),
  ...each('DescribeMapRun UpdateMapRun', same(given('mapRunArn'))),
  ...each('DescribeStateMachineAlias UpdateStateMachineAlias DeleteStateMachineAlias', onMachine('stateMachineAliasArn')),
  DeleteStateMachineVersion: onMachine('stateMachineVersionArn'),
  CreateActivity: (view) => made(view, view.arn('states', `activity:${view.text('name')}`), requestTagKeys(view.items('tags')), 'TagResource'),
  ...each('DeleteActivity DescribeActivity GetActivityTask', same(activity)),
  TagResource: same(given('resourceArn'), (view) => requestTagKeys(view.items('tags'))),
  UntagResource: same(given('resourceArn'), (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same(given('resourceArn')),
  TestState: (view) => [view.need('TestState', '*'), ...(view.has('roleArn') ? [view.passRole(view.text('roleArn'), 'states.amazonaws.com')] : [])],
  ...each('ListStateMachines ListActivities SendTaskSuccess SendTaskFailure SendTaskHeartbeat ValidateStateMachineDefinition', same(anything)),
};
