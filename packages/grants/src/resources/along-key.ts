import { GrantError } from '../grant-error.ts';
import type { ActionOf, KeysOf } from '../grant/action-types.ts';
import { Grant } from '../grant/grant.ts';
import type { Grantee } from '../grantees/principal.ts';
import type { Key } from './key.ts';

/** What the key of an encrypted resource has to give along; nothing where the resource has no key of its own. */
export function alongKey(key: Key | undefined, grantee: Grantee, actions: readonly string[]): Grant<never> {
  if (!key) return nothing;
  return key.grantAlong(grantee, actions) as Grant<never>;
}

/** The same through one service only. */
export function alongKeyVia(service: string, key: Key | undefined, grantee: Grantee, actions: readonly string[]): Grant<never> {
  if (!key) return nothing;
  return key.grantAlongVia(service, grantee, actions) as Grant<never>;
}

/** Grants actions on the key of an encrypted resource.
 * @throws GrantError `wrong-use` where it has no key of its own */
export function grantOnKey(key: Key | undefined, arn: string, grantee: Grantee, actions: readonly ActionOf<'kms'>[]): Grant<KeysOf<'kms:*'>> {
  if (!key) throw new GrantError('wrong-use', `\`${arn}\` has no key of its own: give it \`encryptionKey\` where it is made`);
  return key.grant(grantee, ...actions);
}

/** What goes along where nothing has to. */
export const nothing = new Grant<never>({ intent: 'nothing', principal: [], resource: [], holders: [] });
