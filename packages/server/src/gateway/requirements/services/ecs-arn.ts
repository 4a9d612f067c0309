import type { Keys } from '../../../authorization/requirement.ts';
import type { CallView, Resource } from '../call-view.ts';

export const clusterName = (view: CallView): string => (view.optional('cluster') ?? 'default').replace(/^.*:cluster\//, '');
export const clusterArn = (view: CallView): string => (view.optional('cluster')?.startsWith('arn:') ? view.text('cluster') : view.arn('ecs', `cluster/${clusterName(view)}`));
export const clusterKey = (view: CallView): Keys => ({ 'ecs:cluster': clusterArn(view) });

/** The cluster that an ARN has in it: `service/CLUSTER/NAME`. */
export function ofCluster(arn: string): Keys {
  const match = /^(arn:[^:]+:ecs:[^:]+:\d{12}:)[a-z-]+\/([^/]+)\/./.exec(arn);
  return match ? { 'ecs:cluster': `${match[1]}cluster/${match[2]}` } : {};
}

/** An id is in its cluster, an ARN is whole. */
export const inCluster = (view: CallView, kind: string, id: string): string => (id.startsWith('arn:') ? id : view.arn('ecs', `${kind}/${clusterName(view)}/${id}`));
export const service = (view: CallView): string => inCluster(view, 'service', view.optional('service') ?? view.text('serviceName'));
export const task = (view: CallView): string => inCluster(view, 'task', view.text('task'));

/** A family without a revision is its latest, whichever that is. */
export function definition(view: CallView, kind = 'task-definition'): Resource {
  const named = view.text('taskDefinition');
  const arn = named.startsWith('arn:') ? named : view.arn('ecs', `${kind}/${named}`);
  return /\/[^/:]+:\d+$/.test(arn) ? arn : view.partly(`${arn}:`, '*');
}
