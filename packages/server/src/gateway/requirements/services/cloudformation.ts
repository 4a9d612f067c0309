import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Resource, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

/** A stack by its name, whose id is not known, or by its ARN. */
function stackNamed(view: CallView, name: string, parameter: string): Resource {
  if (/^arn:[^:]+:cloudformation:[^:]+:\d{12}:stack\/[^/]+\/.+$/.test(name)) return name;
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name)) throw new IncompleteCallError(view.call, parameter);
  return view.partly(view.arn('cloudformation', `stack/${name}/`), '*');
}

const stack = (view: CallView): Resource => stackNamed(view, view.text('StackName'), 'StackName');
const stackOrAll = (view: CallView): Resource => (view.has('StackName') ? stack(view) : '*');
const allStacks = (view: CallView): Resource => view.partly(view.arn('cloudformation', 'stack/'), '*/*');

function stackSet(view: CallView): Resource {
  const name = view.text('StackSetName');
  if (/^arn:[^:]+:cloudformation:[^:]*:\d{12}:stackset\/.+$/.test(name)) return name;
  if (!/^[A-Za-z0-9-]{1,128}(?::[A-Za-z0-9-]+)?$/.test(name)) throw new IncompleteCallError(view.call, 'StackSetName');
  return name.includes(':') ? view.arn('cloudformation', `stackset/${name}`) : view.partly(view.arn('cloudformation', `stackset/${name}:`), '*');
}

function stackKeys(view: CallView): Keys {
  const types = view.texts('ResourceTypes');
  const [imported] = view.views('ResourcesToImport').flatMap((resource) => resource.optional('ResourceType') ?? []);
  return {
    'cloudformation:TemplateUrl': view.optional('TemplateURL'),
    'cloudformation:StackPolicyUrl': view.optional('StackPolicyURL'),
    'cloudformation:RoleArn': view.optional('RoleARN'),
    'cloudformation:ResourceTypes': types.length > 0 ? types : undefined,
    'cloudformation:ImportResourceTypes': imported,
    'cloudformation:ChangeSetName': view.optional('ChangeSetName'),
    ...requestTagKeys(view.items('Tags')),
  };
}

const passedTo = (view: CallView, parameter: string): readonly CallRequirement[] => (view.has(parameter) ? [view.passRole(view.text(parameter), 'cloudformation.amazonaws.com')] : []);

/** What works with a role of its own passes it to CloudFormation. */
const onStack = (view: CallView): readonly CallRequirement[] => [view.need(view.call.operation, stack(view), stackKeys(view), severalImports(view)), ...passedTo(view, 'RoleARN')];

/** The key holds one type: of several, nobody says which. */
function severalImports(view: CallView): readonly string[] {
  const types = new Set(view.views('ResourcesToImport').flatMap((resource) => resource.optional('ResourceType') ?? []));
  return types.size > 1 ? ['cloudformation:ImportResourceTypes'] : [];
}

/** Regions that instances of a stack set are made in. */
const regionKeys = (view: CallView): Keys => ({ 'cloudformation:TargetRegion': view.texts('Regions').length > 0 ? view.texts('Regions') : undefined });

function onStackSet(view: CallView, resource: Resource = stackSet(view)): readonly CallRequirement[] {
  const keys = { ...stackKeys(view), ...regionKeys(view), 'cloudformation:RoleArn': view.optional('AdministrationRoleARN') };
  return [view.need(view.call.operation, resource, keys), ...passedTo(view, 'AdministrationRoleARN')];
}

/** A change set's ARN says nothing of its stack, which the request has to name beside it. */
const changeSetKeys = (view: CallView): Keys => ({ 'cloudformation:ChangeSetName': view.optional('ChangeSetName') });
const templateKeys = (view: CallView): Keys => ({ 'cloudformation:TemplateUrl': view.optional('TemplateURL') });
const policyKeys = (view: CallView): Keys => ({ 'cloudformation:StackPolicyUrl': view.optional('StackPolicyURL') });

/** Types of resources are extensions of an account, or of everybody's; roles that they log or run with are passed. */
const extension = (view: CallView): readonly CallRequirement[] => [view.need(view.call.operation, '*'), ...passedTo(view, 'ExecutionRoleArn'), ...passedTo(view.at(view.record('LoggingConfig')), 'LogRoleArn')];

/** The stacks that a refactoring names; those of one that is named by its id are not known. */
const refactored = (view: CallView): readonly Resource[] => view.views('StackDefinitions').map((definition) => stackNamed(view, definition.text('StackName'), 'StackDefinitions'));

/** AWS CloudFormation: the rights to stacks; what a stack makes is done with the rights of its role, or the caller's. */
export const cloudformation: ServiceTable = {
  ...each('UpdateStack DeleteStack CreateChangeSet ContinueUpdateRollback RollbackStack', onStack),
  CreateStack: (view) => [view.needNew('CreateStack', view.arn('cloudformation', `stack/${view.text('StackName')}/*`), stackKeys(view)), ...passedTo(view, 'RoleARN')],
  ...each('DescribeStackResource ListStackResources GetStackPolicy SignalResource CancelUpdateStack UpdateTerminationProtection DetectStackDrift DetectStackResourceDrift DescribeStackResourceDrifts ListChangeSets', same(stack)),
  SetStackPolicy: same(stack, policyKeys),
  ...each('DescribeStacks DescribeStackEvents DescribeStackResources', same(stackOrAll)),
  GetTemplateSummary: same((view) => (view.has('StackName') ? stack(view) : view.has('StackSetName') ? stackSet(view) : '*'), templateKeys),
  GetTemplate: same(stack, changeSetKeys),
  ...each('DescribeChangeSet ExecuteChangeSet DeleteChangeSet DescribeChangeSetHooks', same(stack, changeSetKeys)),
  DescribeEvents: same((view) => (view.has('StackName') ? stack(view) : view.optional('ChangeSetName')?.startsWith('arn:') ? view.text('ChangeSetName') : allStacks(view)), changeSetKeys),
  ListHookResults: same(
    (view) => (view.optional('TargetType') === 'STACK' && view.has('TargetId') ? stackNamed(view, view.text('TargetId'), 'TargetId') : allStacks(view)),
    (view) => ({ 'cloudformation:ChangeSetName': view.optional('TargetType') === 'CHANGE_SET' ? view.optional('TargetId') : undefined }),
  ),
  GetHookResult: (view) => [view.need('GetHookResult', '*', {}, ['cloudformation:TypeArn'])],
  ...each('UpdateStackSet CreateStackInstances UpdateStackInstances DeleteStackInstances ImportStacksToStackSet', (view) => onStackSet(view)),
  // A stack set that is not there yet has no ARN.
  CreateStackSet: (view) => onStackSet(view, '*'),
  ...each(
    'DeleteStackSet DescribeStackSet ListStackInstances DescribeStackInstance DescribeStackSetOperation ListStackSetOperations ListStackSetOperationResults StopStackSetOperation DetectStackSetDrift ListStackInstanceResourceDrifts ListStackSetAutoDeploymentTargets',
    same(stackSet),
  ),
  CreateStackRefactor: same(refactored),
  ...each('DescribeStackRefactor ExecuteStackRefactor ListStackRefactorActions ListStackRefactors RecordHandlerProgress', same(allStacks)),
  ...each('ActivateType RegisterType', extension),
  ...each('ValidateTemplate EstimateTemplateCost', same(anything, templateKeys)),
  ...each(
    'ActivateOrganizationsAccess BatchDescribeTypeConfigurations CreateGeneratedTemplate DeactivateOrganizationsAccess DeactivateType DeleteGeneratedTemplate DeregisterType DescribeGeneratedTemplate DescribeOrganizationsAccess DescribePublisher DescribeResourceScan DescribeType DescribeTypeRegistration GetGeneratedTemplate ListGeneratedTemplates ListResourceScanRelatedResources ListResourceScanResources ListResourceScans ListTypeRegistrations ListTypeVersions ListTypes PublishType RegisterPublisher SetTypeConfiguration SetTypeDefaultVersion StartResourceScan TestType UpdateGeneratedTemplate',
    same(anything),
  ),
  ...each('ListStacks ListStackSets ListExports ListImports DescribeAccountLimits DescribeStackDriftDetectionStatus CreateUploadBucket', same(anything)),
};
