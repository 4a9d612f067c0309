import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { ServicePrincipal } from './plain-principals.ts';
import type { OrderTarget, PolicyHolder } from './policy-holder.ts';
import type { Grantee } from './principal.ts';
import { Role } from './role.ts';

/** An EC2 instance, or several of one kind: its role comes in an instance profile of the same name. */
export class Ec2Instance implements Grantee, OrderTarget {
  readonly stack: Stack;
  readonly name: string;
  /** Where the instance is known already. */
  readonly instanceId: string | undefined;
  readonly role: Role;

  constructor(stack: Stack, name: string, { role, instanceId }: { readonly role?: Role; readonly instanceId?: string } = {}) {
    this.stack = stack;
    this.name = checkName('instance', name);
    this.instanceId = instanceId === undefined ? undefined : checkName('instance', instanceId);
    this.role = role ?? new Role(stack, name, { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.role.use(name);
    this.role.addInstanceProfile(name);
  }

  get grantPrincipal(): PolicyHolder {
    return this.role;
  }

  comesAfter(earlier: OrderTarget): void {
    this.role.comesAfter(earlier);
  }
}
