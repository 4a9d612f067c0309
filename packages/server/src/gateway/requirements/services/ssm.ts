import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

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
const documentArn = (view: CallView, name: string): string =>
  name.startsWith('arn:') ? name : /^(?:AWS|Amazon)[-A-Za-z]*-/.test(name) ? `arn:${view.facts.partition}:ssm:${view.call.region}::document/${name}` : view.arn('ssm', `document/${name}`);

const writeKeys = (view: CallView): Keys => ({ 'ssm:Overwrite': view.optional('Overwrite') ?? 'false', 'ssm:Policies': view.optional('Policies'), ...requestTagKeys(view.items('Tags')) });
const recursion = (view: CallView): Keys => ({ 'ssm:Recursive': view.optional('Recursive') ?? 'false' });

/** AWS Systems Manager: Parameter Store, documents and commands. */
export const ssm: ServiceTable = {
  ...each('GetParameter GetParameterHistory DeleteParameter LabelParameterVersion UnlabelParameterVersion', same(parameter)),
  ...each('GetParameters DeleteParameters', same(parameters)),
  GetParametersByPath: same(path, recursion),
  PutParameter: (view) => {
    const needed = view.need('PutParameter', parameter(view), writeKeys(view));
    return view.items('Tags').length > 0 ? [needed, view.need('AddTagsToResource', parameter(view), requestTagKeys(view.items('Tags')))] : [needed];
  },
  AddTagsToResource: same(tagged, (view) => requestTagKeys(view.items('Tags'))),
  RemoveTagsFromResource: same(tagged, (view) => requestTagKeys(view.items('TagKeys'))),
  ListTagsForResource: same(tagged),
  ...each('GetDocument DescribeDocument DeleteDocument UpdateDocument UpdateDocumentDefaultVersion DescribeDocumentPermission ModifyDocumentPermission ListDocumentVersions', same(document)),
  CreateDocument: same(document, (view) => requestTagKeys(view.items('Tags'))),
  SendCommand: (view) => [
    view.need('SendCommand', documentArn(view, view.text('DocumentName'))),
    ...view.texts('InstanceIds').map((id) => view.need('SendCommand', id.startsWith('mi-') ? view.arn('ssm', `managed-instance/${id}`) : view.arn('ec2', `instance/${id}`))),
    ...(view.items('Targets').length > 0 ? [view.need('SendCommand', view.arn('ec2', 'instance/*'))] : []),
    ...(view.has('ServiceRoleArn') ? [view.passRole(view.text('ServiceRoleArn'), 'ssm.amazonaws.com')] : []),
  ],
  StartSession: (view) => {
    const target = view.text('Target');
    return [view.need('StartSession', target.startsWith('mi-') ? view.arn('ssm', `managed-instance/${target}`) : view.arn('ec2', `instance/${target}`)), ...(view.has('DocumentName') ? [view.need('StartSession', documentArn(view, view.text('DocumentName')))] : [])];
  },
  TerminateSession: same((view) => view.arn('ssm', `session/${view.text('SessionId')}`)),
  ResumeSession: same((view) => view.arn('ssm', `session/${view.text('SessionId')}`)),
  ...each('DescribeParameters ListDocuments ListCommands ListCommandInvocations GetCommandInvocation CancelCommand DescribeSessions DescribeInstanceInformation DescribeActivations', same(anything)),
};
