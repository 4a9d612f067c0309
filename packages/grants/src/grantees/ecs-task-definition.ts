import { give } from '../grant/give.ts';
import type { Grant } from '../grant/grant.ts';
import { GrantError } from '../grant-error.ts';
import { checkName } from '../name.ts';
import { LogGroup } from '../resources/log-group.ts';
import { Parameter } from '../resources/parameter.ts';
import { Repository } from '../resources/repository.ts';
import { Secret } from '../resources/secret.ts';
import type { Stack } from '../stack.ts';
import { ServicePrincipal } from './plain-principals.ts';
import type { OrderTarget, PolicyHolder } from './policy-holder.ts';
import type { Grantee } from './principal.ts';
import { Role } from './role.ts';

/** The role that ECS starts a task with. It cannot be granted anything: what a container declares decides what it gets. */
export class ExecutionRole {
  readonly isExecutionRole = true;
  readonly role: Role;

  constructor(role: Role) {
    this.role = role;
  }

  get arn(): string {
    return this.role.arn;
  }
}

/** One container of a task. */
export interface ContainerProps {
  /** A repository of ours, or the name of a public image, which needs no permission. */
  readonly image: Repository | string;
  /** Where it logs to. */
  readonly logGroup?: LogGroup;
  /** Secrets that ECS injects as environment variables. */
  readonly secrets?: Readonly<Record<string, Secret | Parameter>>;
}

/** An ECS task: granting to it grants to its application's role; images, logs and injected secrets are the execution role's. */
export class EcsTaskDefinition implements Grantee, OrderTarget {
  readonly stack: Stack;
  readonly family: string;
  readonly taskRole: Role;
  readonly executionRole: ExecutionRole;

  constructor(stack: Stack, family: string) {
    this.stack = stack;
    this.family = checkName('task definition', family);
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com', { sourceAccount: stack.account });
    this.taskRole = new Role(stack, `${family}-task`, { assumedBy });
    this.executionRole = new ExecutionRole(new Role(stack, `${family}-execution`, { assumedBy }));
    this.taskRole.use(family);
    this.executionRole.role.use(family);
  }

  get grantPrincipal(): PolicyHolder {
    return this.taskRole;
  }

  get taskDefinitionArn(): string {
    return this.stack.arn('ecs', `task-definition/${this.family}:*`);
  }

  comesAfter(earlier: OrderTarget): void {
    this.taskRole.comesAfter(earlier);
    this.executionRole.role.comesAfter(earlier);
  }

  /** Declares a container: the execution role gets what starting it needs, and nothing else. */
  addContainer({ image, logGroup, secrets = {} }: ContainerProps): this {
    const starter = this.executionRole.role;
    if (image instanceof Repository) image.grantPull(starter);
    else if (typeof image !== 'string') throw new GrantError('wrong-use', 'an image is a `Repository` or the name of a public image');
    logGroup?.grantWrite(starter);
    for (const [variable, source] of Object.entries(secrets)) {
      if (!(source instanceof Secret) && !(source instanceof Parameter)) {
        throw new GrantError('wrong-use', `\`${variable}\` is injected from a \`Secret\` or a \`Parameter\`: give one of them, or put a plain value into the environment`);
      }
      source.grantRead(starter);
    }
    return this;
  }

  /** The grantee may run this task, and pass its two roles to ECS, and to nobody else. */
  grantRun(grantee: Grantee): Grant<'ecs:cluster' | 'ecs:enable-execute-command' | `aws:${string}`> {
    const pass = give<never>({
      grantee,
      actions: ['iam:PassRole'],
      arns: [this.taskRole.arn, this.executionRole.arn],
      conditions: { StringLike: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] } },
      target: `the roles of \`${this.family}\``,
      companion: true,
      policy: this.#place,
    });
    return give<never>({ grantee, actions: ['ecs:RunTask'], arns: [this.taskDefinitionArn], target: `\`${this.taskDefinitionArn}\``, policy: this.#place }).combine(pass);
  }

  /** Neither task definitions nor roles have policies that could let others in. */
  get #place() {
    return {
      account: this.stack.account,
      addToResourcePolicy: () => {
        throw new GrantError('no-resource-policy', `the task definition \`${this.family}\` has no resource policy`);
      },
    };
  }
}
