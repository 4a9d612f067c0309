import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store.ts';

/** Keeps a second process off a data folder. It is an exclusive lock on a small database of its own, which the
 * operating system gives up when the process ends, however it ends: there is no stale lock to clean up. */
export class FolderLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  static take(folder: string): FolderLock {
    const database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
    try {
      database.exec('pragma locking_mode = exclusive; begin exclusive; create table if not exists owner (pid integer); commit;');
      return new FolderLock(database);
    } catch (error) {
      database.close();
      if (!/locked|busy/i.test((error as Error).message)) throw error;
      throw new StoreError('store-in-use', `the data folder \`${folder}\` is in use by another process; stop it, or name another folder with --data`);
    }
  }

  release(): void {
    this.#database.close();
  }
}
