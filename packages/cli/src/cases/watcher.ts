import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Waits for changes of files. */
export interface Watcher {
  /** @returns true when some file has changed, false when there is nothing to wait for any more */
  nextChange(files: readonly string[]): Promise<boolean>;
}

/** Makes a timer that calls back after some milliseconds, and answers how to call it off. */
export type Schedule = (done: () => void, milliseconds: number) => () => void;

/** Calls back once when calls have stopped coming for some time: an editor's save is several changes. */
export function debounce(done: () => void, milliseconds: number, schedule: Schedule): () => void {
  let cancel: (() => void) | undefined;
  return () => {
    cancel?.();
    cancel = schedule(done, milliseconds);
  };
}

const quiet = 80;

const timer: Schedule = (done, milliseconds) => {
  const id = setTimeout(done, milliseconds);
  return () => clearTimeout(id);
};

/** Watches the folders of the files, since editors replace files, and takes any change in a file of the kinds that cases
 * and policies come in: one that is new may match a pattern. */
export const folderWatcher: Watcher = {
  nextChange: (files) =>
    new Promise((changed, failed) => {
      const watchers: FSWatcher[] = [];
      const names = new Set(files.map((file) => resolve(file)));
      const end = debounce(
        () => {
          for (const each of watchers) each.close();
          changed(true);
        },
        quiet,
        timer,
      );
      const folders = [...new Set([...names].map(dirname))].filter((folder) => existsSync(folder));
      if (folders.length === 0) return changed(false);
      for (const folder of folders) {
        const watcher = watch(folder, (_event, name) => {
          if (name === null || names.has(resolve(folder, name)) || /\.(ya?ml|jsonl?)$/i.test(name)) end();
        });
        watcher.once('error', failed);
        watchers.push(watcher);
      }
    }),
};
