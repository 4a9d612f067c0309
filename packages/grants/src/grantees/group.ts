import type { Stack } from '../stack.ts';
import { PolicyHolder } from './policy-holder.ts';

/** An IAM group: its users have what it is granted. It is no principal, so policies of resources cannot name it. */
export class Group extends PolicyHolder {
  readonly kind = 'group';

  constructor(stack: Stack, name: string, { path = '/' }: { readonly path?: string } = {}) {
    super(stack, name, { path });
    stack.addHolder(this);
  }
}
