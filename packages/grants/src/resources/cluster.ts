import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** An ECS cluster. Tasks are run with `taskDefinition.grantRun(grantee)`. */
export class Cluster extends OpenResource<'ecs'> {
  readonly clusterName: string;

  constructor(stack: Stack, clusterName: string) {
    super(stack, stack.arn('ecs', `cluster/${checkName('cluster', clusterName)}`), 'ecs');
    this.clusterName = clusterName;
  }

  grantTaskProtection(grantee: Grantee) {
    return this.give(grantee, ['ecs:UpdateTaskProtection'], { arns: [this.stack.arn('ecs', `task/${this.clusterName}/*`)] });
  }
}
