import type { CallView, Resource } from '../call-view.ts';

/** Documents of AWS belong to no account. */
export const documentArn = (view: CallView, name: string): string =>
  name.startsWith('arn:') ? name : /^(?:AWS|Amazon)[-A-Za-z]*-/.test(name) ? `arn:${view.facts.partition}:ssm:${view.call.region}::document/${name}` : view.arn('ssm', `document/${name}`);

/** A machine by its id: an instance of EC2, one of somewhere else, or a task of ECS: `ecs:CLUSTER_TASK_CONTAINER`. */
export function nodeArn(view: CallView, id: string): string {
  const task = /^ecs:([^_]+)_([^_]+)_/.exec(id);
  if (task) return view.arn('ecs', `task/${task[1]}/${task[2]}`);
  return id.startsWith('mi-') ? view.arn('ssm', `managed-instance/${id}`) : view.arn('ec2', `instance/${id}`);
}

/** Machines that targets name by their ids; by tags and groups it may be any instance. */
export function targeted(view: CallView, targets: readonly CallView[]): readonly Resource[] {
  const byId = targets.filter((target) => target.optional('Key') === 'InstanceIds');
  const ids = byId.flatMap((target) => target.texts('Values')).filter((id) => id !== '*');
  const any = targets.length > byId.length || byId.some((target) => target.texts('Values').includes('*'));
  return [...ids.map((id) => nodeArn(view, id)), ...(any ? [view.partly(view.arn('ec2', 'instance/'), '*')] : [])];
}
