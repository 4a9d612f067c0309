import { GrantError } from '../grant-error.ts';
import type { Stack } from '../stack.ts';
import { holderKey } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { stackTag } from './ownership.ts';
import type { WantedState } from './wanted-state.ts';

/** Holds that what the stack would change is the stack's. A group that is there is used as it is: only policies are attached.
 * @throws GrantError `not-owned` */
export function checkOwnership(stack: Stack, { holders }: WantedState, state: AccountState): void {
  const { Key, Value } = stackTag(stack.name);
  const wrong = holders.flatMap(({ kind, name, path }) => {
    const there = state.holders.get(holderKey(kind, name));
    if (!there) return [];
    if (there.name !== name) return [`there is a ${kind} \`${there.name}\`, whose name IAM does not tell from \`${name}\`: write it as it is there`];
    if (kind !== 'group' && !there.owned) return [`the ${kind} \`${name}\` is there and is not of the stack \`${stack.name}\`: tag it \`${Key}=${Value}\` to give it to the stack, with \`Role.fromRoleArn\` leave its policies to others, or take another name`];
    if (there.path !== path) return [`the ${kind} \`${name}\` is at the path \`${there.path}\`, and the stack says \`${path}\`: its ARN would be another one, so say the path that it has, or delete it first`];
    return [];
  });
  if (wrong.length > 0) throw new GrantError('not-owned', wrong.join('; '));
}
