import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, named, same } from '../rules.ts';

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
    const role = view.optional('Role');
    const layers = view.texts('Layers').map((version) => view.need('GetLayerVersion', version));
    // Subnets are in a network that the call does not name.
    const unknown = view.at(view.record('VpcConfig')).items('SubnetIds').length > 0 ? ['lambda:VpcIds'] : [];
    const written = action === 'CreateFunction' ? made(view, unqualified(view), keys, 'TagResource', unknown) : [view.need(action, lambdaFunction(view), keys, unknown)];
    return [...written, ...(role === undefined ? [] : [view.passRole(role, 'lambda.amazonaws.com')]), ...layers];
  };

const mapping = (view: CallView): string => view.arn('lambda', `event-source-mapping:${view.text('UUID')}`);
const functionKey = (view: CallView): Keys => ({ 'lambda:FunctionArn': view.has('FunctionName') ? functionArn(view) : undefined });
/** What a function's URL asks of callers; where a call does not set it, it is what was set before. */
const urlKeys = (view: CallView): Keys => ({ 'lambda:FunctionUrlAuthType': view.optional('AuthType') ?? view.optional('FunctionUrlAuthType'), 'lambda:FunctionArn': functionArn(view) });
const urlUnknown = (view: CallView): readonly string[] => (view.has('AuthType') ? [] : ['lambda:FunctionUrlAuthType']);
/** A mapping by its id does not say whose it is; it may become another function's. */
const onMapping: Rule = (view) => [view.need(view.call.operation, mapping(view), {}, ['lambda:FunctionArn']), ...(view.has('FunctionName') ? [view.need(view.call.operation, mapping(view), functionKey(view))] : [])];
const provider = (view: CallView): string => (view.text('CapacityProviderName').startsWith('arn:') ? view.text('CapacityProviderName') : view.arn('lambda', `capacity-provider:${view.text('CapacityProviderName')}`));
const signing = (view: CallView): string => view.text('CodeSigningConfigArn');
const tagged = (view: CallView): string => view.text('Resource');

/** AWS Lambda. */
export const lambda: ServiceTable = {
  // What comes through a function's URL is no call of the API.
  ...each('Invoke InvokeAsync InvokeWithResponseStream', named('InvokeFunction', lambdaFunction, () => ({ 'lambda:InvokedViaFunctionUrl': 'false' }))),
  ...each('GetFunction GetFunctionConfiguration GetFunctionConcurrency DeleteFunction PublishVersion PutFunctionConcurrency DeleteFunctionConcurrency UpdateFunctionCode ListVersionsByFunction ListAliases GetRuntimeManagementConfig PutRuntimeManagementConfig GetFunctionRecursionConfig PutFunctionRecursionConfig GetFunctionScalingConfig PutFunctionScalingConfig ListDurableExecutionsByFunction', same(lambdaFunction)),
  ...each('GetFunctionEventInvokeConfig PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig ListFunctionEventInvokeConfigs GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig ListProvisionedConcurrencyConfigs', same(lambdaFunction)),
  ...each('CreateAlias DeleteAlias GetAlias UpdateAlias', same(lambdaFunction)),
  GetPolicy: same(lambdaFunction),
  // The statement that goes is named by its id alone.
  RemovePermission: (view) => [view.need('RemovePermission', lambdaFunction(view), {}, ['lambda:Principal', 'lambda:FunctionUrlAuthType'])],
  AddPermission: same(lambdaFunction, (view) => ({ 'lambda:Principal': view.optional('Principal'), 'lambda:FunctionUrlAuthType': view.optional('FunctionUrlAuthType') })),
  CreateFunction: write('CreateFunction'),
  UpdateFunctionConfiguration: write('UpdateFunctionConfiguration'),
  ...each('CreateFunctionUrlConfig DeleteFunctionUrlConfig GetFunctionUrlConfig UpdateFunctionUrlConfig ListFunctionUrlConfigs', (view) => [view.need(view.call.operation, lambdaFunction(view), urlKeys(view), urlUnknown(view))]),
  ...each('GetFunctionCodeSigningConfig DeleteFunctionCodeSigningConfig', same(lambdaFunction)),
  PutFunctionCodeSigningConfig: (view) => [lambdaFunction(view), signing(view)].map((arn) => view.need('PutFunctionCodeSigningConfig', arn, { 'lambda:CodeSigningConfigArn': signing(view) })),
  ...each('GetCodeSigningConfig UpdateCodeSigningConfig DeleteCodeSigningConfig ListFunctionsByCodeSigningConfig', same(signing)),
  CreateCodeSigningConfig: same(anything, (view) => requestTagKeys(view.record('Tags'))),
  CreateEventSourceMapping: same(anything, (view) => ({ ...functionKey(view), ...requestTagKeys(view.record('Tags')) })),
  ...each('GetEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping', onMapping),
  ...each('AddLayerVersionPermission DeleteLayerVersion GetLayerVersionPolicy GetLayerVersion RemoveLayerVersionPermission', same(layerVersion)),
  GetLayerVersionByArn: named('GetLayerVersion', (view) => view.text('Arn')),
  PublishLayerVersion: same(layer),
  ...each('TagResource', same(tagged, (view) => requestTagKeys(view.record('Tags')))),
  ...each('UntagResource', same(tagged, (view) => requestTagKeys(view.items('TagKeys')))),
  ListTags: same(tagged),
  CreateCapacityProvider: (view) => {
    const permissions = view.at(view.record('PermissionsConfig'));
    return [...made(view, provider(view), { ...configurationKeys(view), ...requestTagKeys(view.record('Tags')) }, 'TagResource'), ...(permissions.has('CapacityProviderOperatorRoleArn') ? [view.passRole(permissions.text('CapacityProviderOperatorRoleArn'), 'lambda.amazonaws.com')] : [])];
  },
  ...each('GetCapacityProvider UpdateCapacityProvider DeleteCapacityProvider ListFunctionVersionsByCapacityProvider', same(provider)),
  ...each('GetDurableExecution GetDurableExecutionHistory GetDurableExecutionState StopDurableExecution CheckpointDurableExecution', same(given('DurableExecutionArn'))),
  // A callback's id says nothing of its execution.
  ...each('SendDurableExecutionCallbackSuccess SendDurableExecutionCallbackFailure SendDurableExecutionCallbackHeartbeat', same((view) => view.partly(view.arn('lambda', 'function:'), '*:*/durable-execution/*/*'))),
  ...each('ListFunctions ListEventSourceMappings ListLayers ListLayerVersions ListCodeSigningConfigs GetAccountSettings ListCapacityProviders', same(anything)),
};
