import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Resource, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, ofName, same } from '../rules.ts';
import type { ResourceOf } from '../rules.ts';
import { documentArn, nodeArn, targeted } from './ssm-node.ts';

const id = (kind: string, parameter: string): ResourceOf => ofName('ssm', `${kind}/`, parameter);
const window = id('maintenancewindow', 'WindowId');
const baseline = id('patchbaseline', 'BaselineId');
const association = id('association', 'AssociationId');
const execution = id('automation-execution', 'AutomationExecutionId');
const item = id('opsitem', 'OpsItemId');
const setting = id('servicesetting', 'SettingId');
const sync = id('resource-data-sync', 'SyncName');
const node = (view: CallView): string => nodeArn(view, view.text('InstanceId'));

/** What is made has no id yet; it is asked for as anything. */
const making: Rule = (view) => {
  const keys = requestTagKeys(view.items('Tags'));
  return [view.needNew(view.call.operation, '*', keys), ...(view.items('Tags').length > 0 ? [view.needNew('AddTagsToResource', '*', keys)] : [])];
};

const passed = (view: CallView, ...parameters: readonly string[]): readonly CallRequirement[] =>
  parameters.flatMap((parameter) => (view.has(parameter) ? [view.passRole(view.text(parameter), 'ssm.amazonaws.com')] : []));

/** An association by its id, or by its document and machine. */
const associationOf = (view: CallView): readonly Resource[] => {
  if (view.has('AssociationId')) return [association(view)].flat();
  return [documentArn(view, view.text('Name')), ...(view.has('InstanceId') ? [node(view)] : [])];
};

/** A document that runs on machines, once or again and again. */
function associate(view: CallView, entry: CallView = view): readonly CallRequirement[] {
  const keys = requestTagKeys(view.items('Tags'));
  const nodes = [...(entry.has('InstanceId') ? [node(entry)] : []), ...targeted(view, entry.views('Targets'))];
  return [documentArn(view, entry.text('Name')), ...nodes].map((arn) => view.need(view.call.operation, arn, keys));
}

function createAssociation(view: CallView): readonly CallRequirement[] {
  return [view.needNew('CreateAssociation', view.arn('ssm', 'association/*'), requestTagKeys(view.items('Tags'))), ...associate(view), ...passed(view, 'AssociationDispatchAssumeRole')];
}

function updateAssociation(view: CallView): readonly CallRequirement[] {
  const others = [...(view.has('Name') ? [documentArn(view, view.text('Name'))] : []), ...targeted(view, view.views('Targets'))];
  return [...[association(view)].flat(), ...others].map((arn) => view.need('UpdateAssociation', arn)).concat(passed(view, 'AssociationDispatchAssumeRole'));
}

/** An automation is a document that runs, under the role that it names if any. */
function automate(view: CallView, documents: readonly CallView[] = [view], keys: Keys = {}): readonly CallRequirement[] {
  const tags = requestTagKeys(view.items('Tags'));
  const ran = documents.flatMap((one) => {
    const document = documentArn(view, one.text('DocumentName'));
    const name = document.replace(/^.*:document\//, '');
    const version = one.optional('DocumentVersion');
    const own: Keys = { ...keys, ...tags, 'ssm:DocumentVersion': version === undefined ? undefined : [version] };
    const definition = document.replace(/:document\/.*$/, `:automation-definition/${name}:${version ?? '$DEFAULT'}`);
    const role = one.at(one.record('Parameters')).texts('AutomationAssumeRole')[0];
    return [document, definition].map((arn) => view.need(view.call.operation, arn, own)).concat(role?.startsWith('arn:') ? [view.passRole(role, 'ssm.amazonaws.com')] : []);
  });
  return [...ran, view.needNew(view.call.operation, view.arn('ssm', 'automation-execution/*'), { ...keys, ...tags })];
}

function changeRequest(view: CallView): readonly CallRequirement[] {
  return automate(view, [view, ...view.views('Runbooks')], { 'ssm:AutoApprove': view.optional('AutoApprove') ?? 'false' });
}

/** Tasks of windows run with a role of their own. */
const windowTask: Rule = (view) => [...[window(view)].flat().map((arn) => view.need(view.call.operation, arn)), ...(view.has('WindowTaskId') ? [view.need(view.call.operation, view.arn('ssm', `windowtask/${view.text('WindowTaskId')}`))] : []), ...passed(view, 'ServiceRoleArn')];
const windowTarget: Rule = (view) => [...[window(view)].flat().map((arn) => view.need(view.call.operation, arn)), view.need(view.call.operation, view.arn('ssm', `windowtarget/${view.text('WindowTargetId')}`))];

const syncKeys = (view: CallView): Keys => ({ 'ssm:SyncType': view.optional('SyncType') ?? 'SyncToDestination' });
const ofSync: ResourceOf = (view) => (view.has('SyncName') ? sync(view) : view.partly(view.arn('ssm', 'resource-data-sync/'), '*'));

/** Calendars are documents, by their names or ARNs. */
function calendars(view: CallView): readonly Resource[] {
  const names = view.texts('CalendarNames');
  if (names.length === 0) throw new IncompleteCallError(view.call, 'CalendarNames');
  return names.map((name) => documentArn(view, name));
}

/** A compliance item hangs on a machine. */
const compliant = (view: CallView): string => nodeArn(view, view.text('ResourceId'));

/** Operations of Systems Manager beside parameters, documents, commands and sessions. */
export const ssmOperations: ServiceTable = {
  ...each('AssociateOpsItemRelatedItem DisassociateOpsItemRelatedItem DeleteOpsItem GetOpsItem UpdateOpsItem', same(item)),
  GetAccessToken: same(id('opsitem', 'AccessRequestId')),
  // The execution does not name its window.
  CancelMaintenanceWindowExecution: same((view) => view.partly(view.arn('ssm', 'maintenancewindow/'), '*')),
  ...each('DeleteMaintenanceWindow DescribeMaintenanceWindowExecutions DescribeMaintenanceWindowTargets DescribeMaintenanceWindowTasks GetMaintenanceWindow GetMaintenanceWindowTask RegisterTargetWithMaintenanceWindow UpdateMaintenanceWindow', same(window)),
  ...each('RegisterTaskWithMaintenanceWindow DeregisterTaskFromMaintenanceWindow UpdateMaintenanceWindowTask', windowTask),
  ...each('DeregisterTargetFromMaintenanceWindow UpdateMaintenanceWindowTarget', windowTarget),
  ...each('CreateMaintenanceWindow CreateOpsItem CreateOpsMetadata CreatePatchBaseline', making),
  CreateActivation: (view) => [...making(view), view.passRole(view.text('IamRole'), 'ssm.amazonaws.com')],
  CreateAssociation: createAssociation,
  CreateAssociationBatch: (view) => [...view.views('Entries').flatMap((entry) => associate(view, entry)), ...passed(view, 'AssociationDispatchAssumeRole')],
  UpdateAssociation: updateAssociation,
  ...each('DeleteAssociation DescribeAssociation', same(associationOf)),
  ...each('DescribeAssociationExecutionTargets DescribeAssociationExecutions ListAssociationVersions', same(association)),
  StartAssociationsOnce: (view) => view.texts('AssociationIds').map((one) => view.need('StartAssociationsOnce', view.arn('ssm', `association/${one}`))),
  UpdateAssociationStatus: same((view) => [documentArn(view, view.text('Name')), node(view)]),
  CreateResourceDataSync: (view) => made(view, view.arn('ssm', `resource-data-sync/${view.text('SyncName')}`), syncKeys(view), undefined),
  ...each('DeleteResourceDataSync UpdateResourceDataSync', same(sync, syncKeys)),
  ListResourceDataSync: same(anything, syncKeys),
  ...each('GetOpsSummary ListNodes ListNodesSummary', same(ofSync)),
  ...each('DeleteOpsMetadata GetOpsMetadata UpdateOpsMetadata', same(given('OpsMetadataArn'))),
  ...each('DeletePatchBaseline GetPatchBaseline UpdatePatchBaseline DescribeEffectivePatchesForPatchBaseline RegisterDefaultPatchBaseline RegisterPatchBaselineForPatchGroup DeregisterPatchBaselineForPatchGroup', same(baseline)),
  GetDefaultPatchBaseline: same((view) => view.partly(view.arn('ssm', 'patchbaseline/'), '*')),
  DeregisterManagedInstance: same(node),
  UpdateManagedInstanceRole: (view) => [view.need('UpdateManagedInstanceRole', node(view)), view.passRole(view.text('IamRole'), 'ssm.amazonaws.com')],
  ...each('DescribeEffectiveInstanceAssociations DescribeInstanceAssociationsStatus DescribeInstancePatches', same(node)),
  DescribeInstancePatchStates: (view) => view.texts('InstanceIds').map((one) => view.need('DescribeInstancePatchStates', nodeArn(view, one))),
  GetConnectionStatus: same((view) => nodeArn(view, view.text('Target'))),
  ...each('DescribeAutomationStepExecutions GetAutomationExecution SendAutomationSignal StopAutomationExecution', same(execution)),
  StartAutomationExecution: (view) => automate(view),
  StartChangeRequestExecution: changeRequest,
  GetCalendarState: same(calendars),
  ...each('GetServiceSetting ResetServiceSetting UpdateServiceSetting', same(setting)),
  PutComplianceItems: same(compliant),
  PutInventory: same(anything, (view) => ({ 'ssm:InventoryTypeName': view.views('Items').flatMap((one) => one.optional('TypeName') ?? []) })),
  StartAccessRequest: (view) => targeted(view, view.views('Targets')).map((arn) => view.need('StartAccessRequest', arn, requestTagKeys(view.items('Tags')))),
  ...each(
    'DeleteActivation DeleteInventory DescribeAutomationExecutions DescribeAvailablePatches DescribeInstancePatchStatesForPatchGroup DescribeInstanceProperties DescribeInventoryDeletions DescribeMaintenanceWindowExecutionTaskInvocations DescribeMaintenanceWindowExecutionTasks DescribeMaintenanceWindowSchedule DescribeMaintenanceWindows DescribeMaintenanceWindowsForTarget DescribeOpsItems DescribePatchBaselines DescribePatchGroupState DescribePatchGroups DescribePatchProperties GetDeployablePatchSnapshotForInstance GetExecutionPreview GetInventory GetInventorySchema GetMaintenanceWindowExecution GetMaintenanceWindowExecutionTask GetMaintenanceWindowExecutionTaskInvocation GetPatchBaselineForPatchGroup ListAssociations ListComplianceItems ListComplianceSummaries ListInventoryEntries ListOpsItemEvents ListOpsItemRelatedItems ListOpsMetadata ListResourceComplianceSummaries StartExecutionPreview',
    same(anything),
  ),
};
