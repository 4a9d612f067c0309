import { existsSync, globSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command.ts';

/** A file to look at; `named` where the command line names it, so that it is to have policies. */
export interface ListedFile {
  readonly path: string;
  readonly named: boolean;
}

const kinds = /\.(?:json|ya?ml|template|csv)$/i;
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.terraform', '.venv', 'vendor']);

/** The files of paths, folders and patterns, each once.
 * @param ignored tells files and folders that are not looked at
 * @throws UsageError */
export function listFiles(paths: readonly string[], ignored: (path: string) => boolean): readonly ListedFile[] {
  const found = new Map<string, ListedFile>();
  for (const path of paths.flatMap(expand)) {
    if (path !== '-' && statSync(path).isDirectory()) for (const file of filesIn(path, ignored)) found.set(file, found.get(file) ?? { path: file, named: false });
    else if (path === '-' || !ignored(path)) found.set(path, { path, named: true });
  }
  return [...found.values()];
}

function expand(pattern: string): readonly string[] {
  if (pattern === '-' || existsSync(pattern)) return [pattern];
  if (!/[*?[\]{}]/.test(pattern)) throw new UsageError(`there is no file or folder \`${pattern}\``);
  const files = globSync(pattern).sort();
  if (files.length === 0) throw new UsageError(`no file matches \`${pattern}\`: check the pattern, and the folder it starts from`);
  return files;
}

/** Links are not followed: they may lead in circles. */
function filesIn(folder: string, ignored: (path: string) => boolean): readonly string[] {
  const found: string[] = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const name of namesIn(at)) {
      const path = join(at, name);
      if (skipped.has(name) || ignored(path)) continue;
      const stat = lstatSync(path);
      if (stat.isDirectory()) open.push(path);
      else if (stat.isFile() && kinds.test(name)) found.push(path);
    }
  }
  return found.sort();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UsageError(`the folder \`${folder}\` cannot be read: ${(error as Error).message}`);
  }
}
