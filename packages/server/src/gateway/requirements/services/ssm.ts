import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, same } from '../rules.ts';
import { ssmOperations } from './ssm-operations.ts';
import { documentArn, nodeArn, targeted } from './ssm-node.ts';

/** A parameter by its name, with or without the slash before it, or by its ARN; a version or label may stand behind a colon. */
function parameterArn(view: CallView, name: string): string {
  const match = /^(?:arn:[^:]+:ssm:([^:]+):(\d{12}):parameter)?(\/?[A-Za-z0-9_.\/-]{1,1011})(?::[A-Za-z0-9_.-]{1,100})?$/.exec(name);
  if (!match) throw new IncompleteCallError(view.call, 'Name');
  const [, region = view.call.region, account = view.facts.account, path = ''] = match;
  return `arn:${view.facts.partition}:ssm:${region}:${account}:parameter${path.startsWith('/') ? path : `/${path}`}`;
}

const parameter = (view: CallView): string => parameterArn(view, view.text('Name'));

function parameters(view: CallView): readonly string[] {
  const names = view.texts('Names');
  if (names.length === 0) throw new IncompleteCallError(view.call, 'Names');
  return names.map((name) => parameterArn(view, name));
}

/** The path that GetParametersByPath is asked for stands for everything below it. */
function path(view: CallView): string {
  const given = view.text('Path');
  if (given === '/') return view.arn('ssm', 'parameter/');
  return parameterArn(view, given.replace(/\/$/, ''));
}

const kinds: Readonly<Record<string, string>> = { Parameter: 'parameter', Document: 'document', MaintenanceWindow: 'maintenancewindow', ManagedInstance: 'managed-instance', PatchBaseline: 'patchbaseline', OpsItem: 'opsitem', OpsMetadata: 'opsmetadata', Automation: 'automation-execution', Association: 'association' };

function tagged(view: CallView): string {
  const kind = kinds[view.text('ResourceType')];
  if (kind === undefined) throw new IncompleteCallError(view.call, 'ResourceType');
  return kind === 'parameter' ? parameterArn(view, view.text('ResourceId')) : view.arn('ssm', `${kind}/${view.text('ResourceId')}`);
}

const document = (view: CallView): string => documentArn(view, view.text('Name'));

/** A new document has a type; of one that is there, it is not in the call. */
const documentKeys = (view: CallView): Keys => ({ 'ssm:DocumentType': view.optional('DocumentType') ?? 'Command' });
const writeKeys = (view: CallView): Keys => ({ 'ssm:Overwrite': view.optional('Overwrite') ?? 'false', 'ssm:Policies': view.optional('Policies'), ...requestTagKeys(view.items('Tags')) });
const recursion = (view: CallView): Keys => ({ 'ssm:Recursive': view.optional('Recursive') ?? 'false' });

/** Tags at creation are a right of their own, but that the parameter may be there already. */
function putParameter(view: CallView): readonly CallRequirement[] {
  const tags = requestTagKeys(view.items('Tags'));
  return [view.need('PutParameter', parameter(view), writeKeys(view)), ...(view.items('Tags').length > 0 ? [view.need('AddTagsToResource', parameter(view), tags)] : [])];
}

function sendCommand(view: CallView): readonly CallRequirement[] {
  return [
    view.need('SendCommand', documentArn(view, view.text('DocumentName'))),
    ...view.texts('InstanceIds').map((id) => view.need('SendCommand', nodeArn(view, id))),
    ...targeted(view, view.views('Targets')).map((node) => view.need('SendCommand', node)),
    ...(view.has('ServiceRoleArn') ? [view.passRole(view.text('ServiceRoleArn'), 'ssm.amazonaws.com')] : []),
  ];
}

/** `ssm:SessionDocumentAccessCheck` makes AWS ask for the document of a session that names none: it is asked for in every case
 * where one is named. */
function startSession(view: CallView): readonly CallRequirement[] {
  const keys: Keys = { 'ssm:SessionDocumentAccessCheck': String(view.has('DocumentName')) };
  return [view.need('StartSession', nodeArn(view, view.text('Target')), keys, ['ssm:AccessRequestId']), ...(view.has('DocumentName') ? [view.need('StartSession', documentArn(view, view.text('DocumentName')), keys, ['ssm:AccessRequestId'])] : [])];
}

const session = (view: CallView): string => view.arn('ssm', `session/${view.text('SessionId')}`);

/** AWS Systems Manager: Parameter Store, documents, commands and sessions, and what else there is. */
export const ssm: ServiceTable = {
  ...ssmOperations,
  ...each('GetParameter GetParameterHistory DeleteParameter LabelParameterVersion UnlabelParameterVersion', same(parameter)),
  ...each('GetParameters DeleteParameters', same(parameters)),
  GetParametersByPath: same(path, recursion),
  PutParameter: putParameter,
  AddTagsToResource: same(tagged, (view) => requestTagKeys(view.items('Tags'))),
  RemoveTagsFromResource: same(tagged, (view) => requestTagKeys(view.items('TagKeys'))),
  ListTagsForResource: same(tagged),
  ...each('GetDocument DescribeDocument DeleteDocument UpdateDocument UpdateDocumentDefaultVersion UpdateDocumentMetadata DescribeDocumentPermission ModifyDocumentPermission ListDocumentVersions ListDocumentMetadataHistory', same(document)),
  CreateDocument: (view) => made(view, document(view), { ...documentKeys(view), ...requestTagKeys(view.items('Tags')) }, 'AddTagsToResource'),
  SendCommand: sendCommand,
  StartSession: startSession,
  ...each('TerminateSession ResumeSession', same(session)),
  ...each('GetResourcePolicies PutResourcePolicy DeleteResourcePolicy', same(given('ResourceArn'))),
  ...each('DescribeParameters ListDocuments ListCommands ListCommandInvocations GetCommandInvocation CancelCommand DescribeSessions DescribeInstanceInformation DescribeActivations', same(anything)),
};
