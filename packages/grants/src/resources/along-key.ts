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

/** What goes along where nothing has to. */
export const nothing = new Grant<never>({ intent: 'nothing', principal: [], resource: [], holders: [] });
