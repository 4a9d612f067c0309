import type { Stack } from '../stack.ts';
import { PolicyHolder } from './policy-holder.ts';

/** An IAM user. */
export class User extends PolicyHolder {
  readonly kind = 'user';

  constructor(stack: Stack, name: string, { path = '/' }: { readonly path?: string } = {}) {
    super(stack, name, { path });
    stack.addHolder(this);
  }
}
