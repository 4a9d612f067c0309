import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

/** A stack by its name, whose id is not known, or by its ARN. */
const stackArn = (view: CallView, given: string): string => (given.startsWith('arn:') ? given : view.arn('cloudformation', `stack/${given}/*`));
const stack = (view: CallView): string => stackArn(view, view.text('StackName'));
const stackOrAll = (view: CallView): string => (view.has('StackName') ? stack(view) : '*');
const stackSetArn = (view: CallView): string => {
  const given = view.text('StackSetName');
  return given.startsWith('arn:') ? given : view.arn('cloudformation', `stackset/${given}${given.includes(':') ? '' : ':*'}`);
};

function stackKeys(view: CallView): Keys {
  const types = view.texts('ResourceTypes');
  const imported = view.views('ResourcesToImport').flatMap((resource) => resource.optional('ResourceType') ?? []);
  return {
    'cloudformation:TemplateUrl': view.optional('TemplateURL'),
    'cloudformation:StackPolicyUrl': view.optional('StackPolicyURL'),
    'cloudformation:RoleArn': view.optional('RoleARN'),
    'cloudformation:ResourceTypes': types.length > 0 ? types : undefined,
    'cloudformation:ImportResourceTypes': imported.length > 0 ? imported : undefined,
    'cloudformation:ChangeSetName': view.optional('ChangeSetName'),
    ...requestTagKeys(view.items('Tags')),
  };
}

/** What works with a role of its own passes it to CloudFormation. */
function onStack(view: CallView): readonly CallRequirement[] {
  const role = view.optional('RoleARN');
  return [view.need(view.call.operation, stack(view), stackKeys(view)), ...(role === undefined ? [] : [view.passRole(role, 'cloudformation.amazonaws.com')])];
}

function onStackSet(view: CallView, resource = stackSetArn(view)): readonly CallRequirement[] {
  const role = view.optional('AdministrationRoleARN');
  return [view.need(view.call.operation, resource, stackKeys(view)), ...(role === undefined ? [] : [view.passRole(role, 'cloudformation.amazonaws.com')])];
}

/** A change set's ARN says nothing of its stack, which the request has to name beside it. */
const changeSetKeys = (view: CallView): Keys => ({ 'cloudformation:ChangeSetName': view.optional('ChangeSetName') });

/** AWS CloudFormation: the rights to stacks; what a stack makes is done with the rights of its role, or the caller's. */
export const cloudformation: ServiceTable = {
  ...each('CreateStack UpdateStack DeleteStack CreateChangeSet ContinueUpdateRollback RollbackStack', onStack),
  ...each('DescribeStackResource ListStackResources GetStackPolicy SetStackPolicy SignalResource CancelUpdateStack UpdateTerminationProtection DetectStackDrift DetectStackResourceDrift DescribeStackResourceDrifts ListChangeSets', same(stack)),
  ...each('DescribeStacks DescribeStackEvents DescribeStackResources GetTemplateSummary', same(stackOrAll)),
  GetTemplate: same(stack, changeSetKeys),
  ...each('DescribeChangeSet ExecuteChangeSet DeleteChangeSet DescribeChangeSetHooks', same(stack, changeSetKeys)),
  ...each('UpdateStackSet CreateStackInstances UpdateStackInstances DeleteStackInstances ImportStacksToStackSet', (view) => onStackSet(view)),
  // A stack set that is not there yet has no ARN.
  CreateStackSet: (view) => onStackSet(view, '*'),
  ...each('DeleteStackSet DescribeStackSet ListStackInstances DescribeStackInstance DescribeStackSetOperation ListStackSetOperations ListStackSetOperationResults StopStackSetOperation DetectStackSetDrift', same(stackSetArn)),
  ...each('ListStacks ListStackSets ListExports ListImports EstimateTemplateCost ValidateTemplate DescribeAccountLimits DescribeStackDriftDetectionStatus CreateUploadBucket', same(anything)),
};
