import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

const clusterName = (view: CallView): string => (view.optional('cluster') ?? 'default').replace(/^.*:cluster\//, '');
const clusterArn = (view: CallView): string => (view.optional('cluster')?.startsWith('arn:') ? view.text('cluster') : view.arn('ecs', `cluster/${clusterName(view)}`));
const clusterKey = (view: CallView): Keys => ({ 'ecs:cluster': clusterArn(view) });

/** An id is in its cluster, an ARN is whole. */
const inCluster = (view: CallView, kind: string, id: string): string => (id.startsWith('arn:') ? id : view.arn('ecs', `${kind}/${clusterName(view)}/${id}`));
const service = (view: CallView): string => inCluster(view, 'service', view.optional('service') ?? view.text('serviceName'));
const task = (view: CallView): string => inCluster(view, 'task', view.text('task'));
const instance = (view: CallView): string => inCluster(view, 'container-instance', view.text('containerInstance'));

/** A family without a revision is its latest, whichever that is. */
function definition(view: CallView): string {
  const given = view.text('taskDefinition');
  if (given.startsWith('arn:')) return given;
  return view.arn('ecs', `task-definition/${given.includes(':') ? given : `${given}:*`}`);
}

/** Roles that a task gets, where the call replaces those of its definition. */
function overriddenRoles(view: CallView): readonly CallRequirement[] {
  const overrides = view.at(view.record('overrides'));
  return ['taskRoleArn', 'executionRoleArn'].flatMap((name) => (overrides.has(name) ? [view.passRole(overrides.text(name), 'ecs-tasks.amazonaws.com')] : []));
}

/** Tags given at creation are a right of their own. */
const tagging = (view: CallView, arn: string): readonly CallRequirement[] =>
  view.items('tags').length > 0 ? [view.need('TagResource', arn, { ...requestTagKeys(view.items('tags')), 'ecs:CreateAction': view.call.operation })] : [];

const run: Rule = (view) => {
  const keys: Keys = { ...clusterKey(view), ...requestTagKeys(view.items('tags')), 'ecs:enable-execute-command': view.optional('enableExecuteCommand') ?? 'false' };
  return [view.need(view.call.operation, definition(view), keys), ...overriddenRoles(view), ...tagging(view, view.arn('ecs', `task/${clusterName(view)}/*`))];
};

function register(view: CallView): readonly CallRequirement[] {
  const family = view.arn('ecs', `task-definition/${view.text('family')}:*`);
  const roles = ['taskRoleArn', 'executionRoleArn'].flatMap((name) => (view.has(name) ? [view.passRole(view.text(name), 'ecs-tasks.amazonaws.com')] : []));
  const keys: Keys = { ...requestTagKeys(view.items('tags')), 'ecs:task-cpu': view.optional('cpu'), 'ecs:task-memory': view.optional('memory'), 'ecs:compute-compatibility': view.items('requiresCompatibilities').length > 0 ? view.texts('requiresCompatibilities') : undefined };
  return [view.need('RegisterTaskDefinition', family, keys), ...roles, ...tagging(view, family)];
}

function createService(view: CallView): readonly CallRequirement[] {
  const keys: Keys = { ...clusterKey(view), ...requestTagKeys(view.items('tags')), 'ecs:task-definition': view.has('taskDefinition') ? definition(view) : undefined, 'ecs:enable-execute-command': view.optional('enableExecuteCommand') };
  const role = view.has('role') ? [view.passRole(view.text('role'), 'ecs.amazonaws.com')] : [];
  return [view.need(view.call.operation, service(view), keys), ...role, ...tagging(view, service(view))];
}

const several =
  (member: string, kind: string): Rule =>
  (view) => {
    const ids = view.texts(member);
    return (ids.length === 0 ? ['*'] : ids).map((id) => view.need(view.call.operation, inCluster(view, kind, id), clusterKey(view)));
  };

/** Amazon ECS. */
export const ecs: ServiceTable = {
  RunTask: run,
  StartTask: run,
  StopTask: same(task, clusterKey),
  ExecuteCommand: (view) => [clusterArn(view), task(view)].map((arn) => view.need('ExecuteCommand', arn, { ...clusterKey(view), 'ecs:container-name': view.optional('container') })),
  DescribeTasks: several('tasks', 'task'),
  DescribeServices: several('services', 'service'),
  DescribeContainerInstances: several('containerInstances', 'container-instance'),
  UpdateContainerInstancesState: several('containerInstances', 'container-instance'),
  ListTasks: same((view) => (view.has('containerInstance') ? instance(view) : view.arn('ecs', `container-instance/${clusterName(view)}/*`)), clusterKey),
  RegisterTaskDefinition: register,
  DeleteTaskDefinitions: (view) => view.texts('taskDefinitions').map((given) => view.need('DeleteTaskDefinitions', definition(view.at({ taskDefinition: given })))),
  ...each('CreateService UpdateService', createService),
  DeleteService: same(service, clusterKey),
  CreateCluster: (view) => {
    const arn = view.arn('ecs', `cluster/${view.optional('clusterName') ?? 'default'}`);
    return [view.need('CreateCluster', arn, requestTagKeys(view.items('tags'))), ...tagging(view, arn)];
  },
  ...each('DeleteCluster UpdateCluster UpdateClusterSettings PutClusterCapacityProviders ListContainerInstances RegisterContainerInstance', same(clusterArn)),
  ...each('DeregisterContainerInstance UpdateContainerAgent', same(instance, clusterKey)),
  DescribeClusters: (view) => (view.texts('clusters').length === 0 ? ['default'] : view.texts('clusters')).map((given) => view.need('DescribeClusters', clusterArn(view.at({ cluster: given })))),
  TagResource: same((view) => view.text('resourceArn'), (view) => requestTagKeys(view.items('tags'))),
  UntagResource: same((view) => view.text('resourceArn'), (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same((view) => view.text('resourceArn')),
  ...each('DeregisterTaskDefinition DescribeTaskDefinition ListClusters ListTaskDefinitions ListTaskDefinitionFamilies ListAccountSettings ListServicesByNamespace DiscoverPollEndpoint', same(anything)),
  ListServices: same(anything, clusterKey),
};
