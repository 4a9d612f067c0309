import { StoreError } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { insertAccount } from './account.ts';
import { ensureRootKey } from './root-key.ts';
import type { FoundRootKey, RootKey, RootKeyOptions } from './root-key.ts';

/** An account besides the first, with a root key of its own. */
export interface StandaloneAccount {
  readonly account: string;
  readonly rootKey: FoundRootKey;
}

/** Makes accounts that are not there, each in no organization, and finds the root keys of all of them.
 * @param keys those that they are to have, instead of ones that are made
 * @throws StoreError for an id that is not 12 digits */
export async function ensureStandaloneAccounts(store: Store, accounts: readonly string[], keys: ReadonlyMap<string, RootKey>, options: Omit<RootKeyOptions, 'rootKey'>): Promise<readonly StandaloneAccount[]> {
  const found: StandaloneAccount[] = [];
  for (const account of accounts) {
    if (!/^\d{12}$/.test(account)) throw new StoreError('store-unusable', `an account id must be 12 digits, and is \`${account}\``);
    const rootKey = await store.write(async (writer) => {
      const held = await writer.db.selectFrom('accounts').select('id').where('id', '=', account).executeTakeFirst();
      if (!held) await insertAccount(writer, { id: account, name: `Account ${account}`, email: `root@${account}.example`, now: options.now });
      return ensureRootKey(writer, account, { ...options, rootKey: keys.get(account) });
    });
    found.push({ account, rootKey });
  }
  return found;
}
