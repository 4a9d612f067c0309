import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, named, same } from '../rules.ts';

/** A function by its name, `account:function:name`, or its ARN; a qualifier may stand behind each, or apart. */
function functionArn(view: CallView, parameter = 'FunctionName'): string {
  const given = view.text(parameter);
  const match = /^(?:(?:arn:[^:]+:lambda:([a-z0-9-]+):)?(\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,140})(?::(\$LATEST|[A-Za-z0-9_-]{1,129}))?$/.exec(given);
  if (!match) throw new IncompleteCallError(view.call, parameter);
  const [, region = view.call.region, account = view.facts.account, name, inName] = match;
  const apart = view.optional('Qualifier');
  if (inName !== undefined && apart !== undefined && inName !== apart) throw new IncompleteCallError(view.call, 'Qualifier');
  const qualifier = inName ?? apart;
  return `arn:${view.facts.partition}:lambda:${region}:${account}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
}

const lambdaFunction = (view: CallView): string => functionArn(view);
const unqualified = (view: CallView): string => functionArn(view.at({ FunctionName: view.parameters['FunctionName'] })).replace(/(:function:[^:]+):.*$/, '$1');

function layer(view: CallView): string {
  const name = view.text('LayerName');
  return name.startsWith('arn:') ? name : view.arn('lambda', `layer:${name}`);
}
const layerVersion = (view: CallView): string => `${layer(view)}:${view.optional('VersionNumber') ?? ''}`;

/** Layers, subnets and the like that a function is set up with. */
function configurationKeys(view: CallView): Keys {
  const network = view.at(view.record('VpcConfig'));
  const multi = (values: readonly string[]): readonly string[] | undefined => (values.length > 0 ? values : undefined);
  return {
    'lambda:Layer': multi(view.texts('Layers')),
    'lambda:SubnetIds': multi(network.texts('SubnetIds')),
    'lambda:SecurityGroupIds': multi(network.texts('SecurityGroupIds')),
    'lambda:CodeSigningConfigArn': view.optional('CodeSigningConfigArn'),
  };
}

const write =
  (action: string): Rule =>
  (view) => {
    const keys = { ...configurationKeys(view), ...requestTagKeys(view.record('Tags')) };
    const arn = action === 'CreateFunction' ? unqualified(view) : lambdaFunction(view);
    const role = view.optional('Role');
    const layers = view.texts('Layers').map((version) => view.need('GetLayerVersion', version));
    const tags = action === 'CreateFunction' && Object.keys(view.record('Tags')).length > 0 ? [view.need('TagResource', arn, keys)] : [];
    return [view.need(action, arn, keys), ...(role === undefined ? [] : [view.passRole(role, 'lambda.amazonaws.com')]), ...layers, ...tags];
  };

const mapping = (view: CallView): string => view.arn('lambda', `event-source-mapping:${view.text('UUID')}`);
const functionKey = (view: CallView): Keys => ({ 'lambda:FunctionArn': view.has('FunctionName') ? functionArn(view) : undefined });
const urlKeys = (view: CallView): Keys => ({ 'lambda:FunctionUrlAuthType': view.optional('AuthType') ?? view.optional('FunctionUrlAuthType') });
const signing = (view: CallView): string => view.text('CodeSigningConfigArn');
const tagged = (view: CallView): string => view.text('Resource');

/** AWS Lambda. */
export const lambda: ServiceTable = {
  Invoke: named('InvokeFunction', lambdaFunction),
  InvokeAsync: named('InvokeFunction', lambdaFunction),
  InvokeWithResponseStream: named('InvokeFunction', lambdaFunction),
  ...each('GetFunction GetFunctionConfiguration GetFunctionConcurrency DeleteFunction PublishVersion PutFunctionConcurrency DeleteFunctionConcurrency UpdateFunctionCode ListVersionsByFunction ListAliases GetRuntimeManagementConfig PutRuntimeManagementConfig GetFunctionRecursionConfig PutFunctionRecursionConfig', same(lambdaFunction)),
  ...each('GetFunctionEventInvokeConfig PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig ListFunctionEventInvokeConfigs GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig ListProvisionedConcurrencyConfigs', same(lambdaFunction)),
  ...each('CreateAlias DeleteAlias GetAlias UpdateAlias', same(lambdaFunction)),
  ...each('GetPolicy RemovePermission', same(lambdaFunction)),
  AddPermission: same(lambdaFunction, (view) => ({ 'lambda:Principal': view.optional('Principal'), ...urlKeys(view) })),
  CreateFunction: write('CreateFunction'),
  UpdateFunctionConfiguration: write('UpdateFunctionConfiguration'),
  ...each('CreateFunctionUrlConfig DeleteFunctionUrlConfig GetFunctionUrlConfig UpdateFunctionUrlConfig ListFunctionUrlConfigs', same(lambdaFunction, urlKeys)),
  ...each('GetFunctionCodeSigningConfig DeleteFunctionCodeSigningConfig', same(lambdaFunction)),
  PutFunctionCodeSigningConfig: (view) => [lambdaFunction(view), signing(view)].map((arn) => view.need('PutFunctionCodeSigningConfig', arn, { 'lambda:CodeSigningConfigArn': signing(view) })),
  ...each('GetCodeSigningConfig UpdateCodeSigningConfig DeleteCodeSigningConfig ListFunctionsByCodeSigningConfig', same(signing)),
  CreateEventSourceMapping: same(anything, (view) => ({ ...functionKey(view), ...requestTagKeys(view.record('Tags')) })),
  ...each('GetEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping', same(mapping, functionKey)),
  ...each('AddLayerVersionPermission DeleteLayerVersion GetLayerVersionPolicy GetLayerVersion RemoveLayerVersionPermission', same(layerVersion)),
  GetLayerVersionByArn: named('GetLayerVersion', (view) => view.text('Arn')),
  PublishLayerVersion: same(layer),
  ...each('TagResource', same(tagged, (view) => requestTagKeys(view.record('Tags')))),
  ...each('UntagResource', same(tagged, (view) => requestTagKeys(view.items('TagKeys')))),
  ListTags: same(tagged),
  ...each('ListFunctions ListEventSourceMappings ListLayers ListLayerVersions ListCodeSigningConfigs CreateCodeSigningConfig GetAccountSettings', same(anything)),
};
