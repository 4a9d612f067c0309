import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, Resource, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, same } from '../rules.ts';
import { clusterArn, clusterKey, clusterName, definition, inCluster, ofCluster, service, task } from './ecs-arn.ts';
import { capacityKeys, networkKeys, serviceKeys } from './ecs-keys.ts';

const instance = (view: CallView): string => inCluster(view, 'container-instance', view.text('containerInstance'));

const passedToTasks = (view: CallView, ...names: readonly string[]): readonly CallRequirement[] => names.flatMap((name) => (view.has(name) ? [view.passRole(view.text(name), 'ecs-tasks.amazonaws.com')] : []));

/** Roles that a task gets: those that the call gives in place of its definition's, and its definition's; where nobody knows
 * them, it may be any. */
function taskRoles(view: CallView, task: Resource): readonly CallRequirement[] {
  const given = passedToTasks(view.at(view.record('overrides')), 'taskRoleArn', 'executionRoleArn');
  if (given.length === 2) return given;
  const roles = view.facts.rolesOfTask?.(typeof task === 'string' ? task : task.known.slice(0, -1));
  if (!roles) return [...given, view.need('iam:PassRole', view.partly(`arn:${view.facts.partition}:iam::${view.facts.account}:role/`, '*'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' })];
  return [...given, ...[...new Set(roles)].map((role) => view.passRole(role, 'ecs-tasks.amazonaws.com'))];
}

/** Tags given at creation are a right of their own. */
const tagging = (view: CallView, arn: string): readonly CallRequirement[] =>
  view.items('tags').length > 0 ? [view.needNew('TagResource', arn, { ...requestTagKeys(view.items('tags')), 'ecs:CreateAction': view.call.operation })] : [];

/** What a definition says of its size is not in the call, but where it is replaced. */
const sizeKeys = (view: CallView): { readonly keys: Keys; readonly unknown: readonly string[] } => {
  const overrides = view.at(view.record('overrides'));
  const [cpu, memory] = [overrides.optional('cpu'), overrides.optional('memory')];
  return { keys: { 'ecs:task-cpu': cpu, 'ecs:task-memory': memory }, unknown: [...(cpu === undefined ? ['ecs:task-cpu'] : []), ...(memory === undefined ? ['ecs:task-memory'] : [])] };
};

const run: Rule = (view) => {
  const size = sizeKeys(view);
  const instances = view.texts('containerInstances').map((id) => inCluster(view, 'container-instance', id));
  const keys: Keys = {
    ...clusterKey(view),
    ...requestTagKeys(view.items('tags')),
    'ecs:enable-execute-command': view.optional('enableExecuteCommand') ?? 'false',
    'ecs:enable-ebs-volumes': String(view.items('volumeConfigurations').length > 0),
    ...capacityKeys(view),
    ...size.keys,
    'ecs:container-instances': instances.length === 1 ? instances[0] : undefined,
  };
  const unknown = [...size.unknown, ...(instances.length > 1 ? ['ecs:container-instances'] : [])];
  return [view.need(view.call.operation, definition(view), keys, unknown), ...taskRoles(view, definition(view)), ...tagging(view, view.arn('ecs', `task/${clusterName(view)}/*`))];
};

function register(view: CallView, kind: string): readonly CallRequirement[] {
  const family = view.arn('ecs', `${kind}/${view.text('family')}:*`);
  const privileged = view.views('containerDefinitions').some((container) => container.optional('privileged') === 'true');
  const keys: Keys = { ...requestTagKeys(view.items('tags')), 'ecs:task-cpu': view.optional('cpu'), 'ecs:task-memory': view.optional('memory'), 'ecs:compute-compatibility': view.items('requiresCompatibilities').length > 0 ? view.texts('requiresCompatibilities') : undefined, 'ecs:privileged': String(privileged) };
  return [view.needNew(view.call.operation, family, keys), ...passedToTasks(view, 'taskRoleArn', 'executionRoleArn'), ...tagging(view, family)];
}

function writeService(view: CallView): readonly CallRequirement[] {
  const task = view.has('taskDefinition') ? definition(view) : undefined;
  const keys: Keys = { ...clusterKey(view), ...requestTagKeys(view.items('tags')), 'ecs:task-definition': typeof task === 'string' ? task : undefined, 'ecs:enable-execute-command': view.optional('enableExecuteCommand'), ...serviceKeys(view), ...networkKeys(view), ...capacityKeys(view) };
  const connect = view.at(view.record('serviceConnectConfiguration')).optional('namespace');
  const unknown = ['ecs:task-cpu', 'ecs:task-memory', ...(typeof task === 'object' ? ['ecs:task-definition'] : []), ...(connect === undefined || connect.startsWith('arn:') ? [] : ['ecs:namespace'])];
  const role = view.has('role') ? [view.passRole(view.text('role'), 'ecs.amazonaws.com')] : [];
  return [view.need(view.call.operation, service(view), keys, unknown), ...role, ...tagging(view, service(view))];
}

function expressService(view: CallView): readonly CallRequirement[] {
  const arn = view.has('serviceArn') ? view.text('serviceArn') : view.has('serviceName') ? inCluster(view, 'service', view.text('serviceName')) : view.partly(view.arn('ecs', `service/${clusterName(view)}/`), '*');
  const subnets = view.at(view.record('networkConfiguration')).texts('subnets');
  const keys: Keys = { ...(view.has('serviceArn') ? ofCluster(view.text('serviceArn')) : clusterKey(view)), ...requestTagKeys(view.items('tags')), 'ecs:task-cpu': view.optional('cpu'), 'ecs:task-memory': view.optional('memory'), 'ecs:subnet': subnets.length > 0 ? subnets : undefined };
  const roles = [...passedToTasks(view, 'executionRoleArn', 'taskRoleArn'), ...(view.has('infrastructureRoleArn') ? [view.passRole(view.text('infrastructureRoleArn'), 'ecs.amazonaws.com')] : [])];
  return [view.need(view.call.operation, arn, keys, ['ecs:task-definition', 'ecs:enable-ecs-managed-tags', 'ecs:propagate-tags']), ...roles, ...(typeof arn === 'string' ? tagging(view, arn) : [])];
}

/** Sets of tasks of a service, one by one or all. */
function taskSets(view: CallView): readonly CallRequirement[] {
  const ids = view.has('taskSet') ? [view.text('taskSet')] : view.texts('taskSets');
  const name = view.text('service').replace(/^.*\//, '');
  const arns: readonly Resource[] = ids.length === 0 ? [view.partly(view.arn('ecs', `task-set/${clusterName(view)}/${name}/`), '*')] : ids.map((id) => (id.startsWith('arn:') ? id : view.arn('ecs', `task-set/${clusterName(view)}/${name}/${id}`)));
  return arns.map((arn) => view.need(view.call.operation, arn, { ...clusterKey(view), 'ecs:service': service(view) }));
}

function createTaskSet(view: CallView): readonly CallRequirement[] {
  const task = definition(view);
  const arn = view.arn('ecs', `task-set/${clusterName(view)}/${view.text('service').replace(/^.*\//, '')}/*`);
  const keys = { ...clusterKey(view), 'ecs:service': service(view), 'ecs:task-definition': typeof task === 'string' ? task : undefined, ...capacityKeys(view), ...requestTagKeys(view.items('tags')) };
  return [view.needNew('CreateTaskSet', arn, keys, typeof task === 'string' ? [] : ['ecs:task-definition']), ...tagging(view, arn)];
}

/** What belongs to a service or a daemon, by its ARN: `service-deployment/CLUSTER/SERVICE/ID`. Both are asked for. */
const belonging =
  (owner: 'service' | 'daemon', ...members: readonly string[]): Rule =>
  (view) => {
    const arns = members.flatMap((member) => (view.items(member).length > 0 ? view.texts(member) : [view.text(member)]));
    return arns.flatMap((arn) => {
      const parent = arn.replace(/:[a-z-]+\/([^/]+\/[^/]+)\/.*$/, `:${owner}/$1`);
      const keys = { ...ofCluster(arn), [`ecs:${owner}`]: parent };
      return [view.need(view.call.operation, parent, keys), view.need(view.call.operation, arn, keys)];
    });
  };

const several =
  (member: string, kind: string): Rule =>
  (view) => {
    const ids = view.texts(member);
    const all: readonly Resource[] = ids.length === 0 ? [view.partly(inCluster(view, kind, ''), '*')] : ids.map((id) => inCluster(view, kind, id));
    return all.map((arn) => view.need(view.call.operation, arn, clusterKey(view)));
  };

/** Attributes hang on container instances; a target that is named otherwise is one by its id. */
const attributes: Rule = (view) => {
  const targets = view.views('attributes').map((attribute) => attribute.optional('targetId'));
  return [...new Set(targets)].map((id) => view.need(view.call.operation, id === undefined ? view.partly(inCluster(view, 'container-instance', ''), '*') : inCluster(view, 'container-instance', id), clusterKey(view)));
};

const capacityProvider = (view: CallView, name: string): string => (name.startsWith('arn:') ? name : view.arn('ecs', `capacity-provider/${name}`));
function capacityProviders(view: CallView): readonly Resource[] {
  const names = view.texts('capacityProviders');
  return names.length === 0 ? [view.partly(view.arn('ecs', 'capacity-provider/'), '*')] : names.map((name) => capacityProvider(view, name));
}

function managedKeys(view: CallView): Keys {
  const provider = view.at(view.record('managedInstancesProvider'));
  const launch = provider.at(provider.record('instanceLaunchTemplate'));
  return { 'ecs:propagate-tags': provider.optional('propagateTags'), 'ecs:instance-metadata-tags-propagation': launch.optional('instanceMetadataTagsPropagation') };
}

/** Roles and profiles with which ECS makes instances are passed to it. */
function capacityRoles(view: CallView): readonly CallRequirement[] {
  const provider = view.at(view.record('managedInstancesProvider'));
  return provider.has('infrastructureRoleArn') ? [view.passRole(provider.text('infrastructureRoleArn'), 'ecs.amazonaws.com')] : [];
}

const daemonKeys = (view: CallView): Keys => {
  const providers = view.texts('capacityProviderArns');
  return { 'ecs:capacity-provider': providers.length > 0 ? providers : undefined, 'ecs:daemon-task-definition': view.optional('daemonTaskDefinitionArn'), 'ecs:enable-ecs-managed-tags': view.optional('enableECSManagedTags') ?? 'false', 'ecs:enable-execute-command': view.optional('enableExecuteCommand') ?? 'false', 'ecs:propagate-tags': view.optional('propagateTags') };
};
const daemon = given('daemonArn');
const daemonDefinition = (view: CallView): Resource => definition(view.at({ taskDefinition: view.text('daemonTaskDefinition') }), 'daemon-task-definition');
const settingKey = (view: CallView): Keys => ({ 'ecs:account-setting': view.optional('name') });
const storageKey = (view: CallView): Keys => {
  const configuration = view.at(view.record('configuration'));
  return { 'ecs:fargate-ephemeral-storage-kms-key': configuration.at(configuration.record('managedStorageConfiguration')).optional('fargateEphemeralStorageKmsKeyId'), ...capacityKeys(view) };
};

/** Amazon ECS. */
export const ecs: ServiceTable = {
  ...each('RunTask StartTask', run),
  StopTask: same(task, clusterKey),
  ExecuteCommand: (view) => [clusterArn(view), task(view)].map((arn) => view.need('ExecuteCommand', arn, { ...clusterKey(view), 'ecs:task': task(view), 'ecs:container-name': view.optional('container') })),
  ...each('DescribeTasks GetTaskProtection UpdateTaskProtection', several('tasks', 'task')),
  DescribeServices: several('services', 'service'),
  ...each('DescribeContainerInstances UpdateContainerInstancesState', several('containerInstances', 'container-instance')),
  ListTasks: same((view) => (view.has('containerInstance') ? instance(view) : view.partly(inCluster(view, 'container-instance', ''), '*')), clusterKey),
  RegisterTaskDefinition: (view) => register(view, 'task-definition'),
  RegisterDaemonTaskDefinition: (view) => register(view, 'daemon-task-definition'),
  ...each('DeleteDaemonTaskDefinition DescribeDaemonTaskDefinition', same(daemonDefinition)),
  DeleteTaskDefinitions: (view) => view.texts('taskDefinitions').map((one) => view.need('DeleteTaskDefinitions', definition(view.at({ taskDefinition: one })))),
  ...each('CreateService UpdateService', writeService),
  ...each('CreateExpressGatewayService UpdateExpressGatewayService', expressService),
  ...each('DeleteExpressGatewayService DescribeExpressGatewayService', same(given('serviceArn'), (view) => ofCluster(view.text('serviceArn')))),
  ...each('DeleteService UpdateServicePrimaryTaskSet ListServiceDeployments', same(service, clusterKey)),
  CreateTaskSet: createTaskSet,
  ...each('DeleteTaskSet DescribeTaskSets UpdateTaskSet', taskSets),
  ...each('ContinueServiceDeployment StopServiceDeployment', belonging('service', 'serviceDeploymentArn')),
  DescribeServiceDeployments: belonging('service', 'serviceDeploymentArns'),
  DescribeServiceRevisions: belonging('service', 'serviceRevisionArns'),
  CreateDaemon: (view) => {
    const cluster = view.has('clusterArn') ? view.at({ cluster: view.text('clusterArn') }) : view;
    const arn = view.arn('ecs', `daemon/${clusterName(cluster)}/${view.text('daemonName')}`);
    return [view.needNew('CreateDaemon', arn, { ...clusterKey(cluster), ...daemonKeys(view), ...requestTagKeys(view.items('tags')) }, ['ecs:task-cpu', 'ecs:task-memory']), ...tagging(view, arn)];
  },
  UpdateDaemon: (view) => [view.need('UpdateDaemon', view.text('daemonArn'), { ...ofCluster(view.text('daemonArn')), ...daemonKeys(view) }, ['ecs:task-cpu', 'ecs:task-memory'])],
  ...each('DeleteDaemon DescribeDaemon ListDaemonDeployments', same(daemon, (view) => ofCluster(view.text('daemonArn')))),
  DescribeDaemonDeployments: belonging('daemon', 'daemonDeploymentArns'),
  DescribeDaemonRevisions: belonging('daemon', 'daemonRevisionArns'),
  ListDaemons: same(anything, (view) => (view.has('clusterArn') ? { 'ecs:cluster': view.text('clusterArn') } : {})),
  CreateCluster: (view) => {
    const arn = view.arn('ecs', `cluster/${view.optional('clusterName') ?? 'default'}`);
    return [view.needNew('CreateCluster', arn, { ...requestTagKeys(view.items('tags')), ...storageKey(view) }), ...tagging(view, arn)];
  },
  ...each('DeleteCluster UpdateClusterSettings ListContainerInstances ListAttributes SubmitAttachmentStateChanges SubmitContainerStateChange SubmitTaskStateChange', same(clusterArn)),
  UpdateCluster: same(clusterArn, storageKey),
  PutClusterCapacityProviders: same(clusterArn, capacityKeys),
  RegisterContainerInstance: same(clusterArn, (view) => requestTagKeys(view.items('tags'))),
  // An instance leaves its cluster, which is what is asked for.
  DeregisterContainerInstance: same(clusterArn, clusterKey),
  UpdateContainerAgent: same(instance, clusterKey),
  DescribeClusters: (view) => (view.texts('clusters').length === 0 ? ['default'] : view.texts('clusters')).map((one) => view.need('DescribeClusters', clusterArn(view.at({ cluster: one })))),
  ...each('PutAttributes DeleteAttributes', attributes),
  CreateCapacityProvider: (view) => [...made(view, capacityProvider(view, view.text('name')), { ...requestTagKeys(view.items('tags')), ...managedKeys(view) }, undefined), ...capacityRoles(view), ...tagging(view, capacityProvider(view, view.text('name')))],
  UpdateCapacityProvider: (view) => [view.need('UpdateCapacityProvider', capacityProvider(view, view.text('name')), managedKeys(view)), ...capacityRoles(view)],
  DeleteCapacityProvider: same((view) => capacityProvider(view, view.text('capacityProvider'))),
  DescribeCapacityProviders: same(capacityProviders),
  ...each('PutAccountSetting PutAccountSettingDefault DeleteAccountSetting', same(anything, settingKey)),
  TagResource: same(given('resourceArn'), (view) => requestTagKeys(view.items('tags'))),
  UntagResource: same(given('resourceArn'), (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same(given('resourceArn')),
  ListServicesByNamespace: (view) => [view.text('namespace')].map((name) => (name.startsWith('arn:') ? view.need('ListServicesByNamespace', '*', { 'ecs:namespace': name }) : view.need('ListServicesByNamespace', '*', {}, ['ecs:namespace']))),
  ...each('DeregisterTaskDefinition DescribeTaskDefinition ListClusters ListTaskDefinitions ListTaskDefinitionFamilies ListAccountSettings ListDaemonTaskDefinitions DiscoverPollEndpoint', same(anything)),
  ListServices: same(anything, clusterKey),
};
