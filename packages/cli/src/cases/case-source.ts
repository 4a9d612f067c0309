import { readFileSync } from 'node:fs';
import { dirname, extname, isAbsolute, join } from 'node:path';
import { readCaseList, readJsonLines, readJsonList } from '@assent/policy';
import type { CaseOptions, CaseValue, FileCase, Semantics } from '@assent/policy';
import { isMultivaluedKey } from '@assent/catalog';
import { parse } from 'yaml';
import { visible } from '../explanation/visible.ts';

/** A case file that cannot be read at all. */
export class CaseFileError extends Error {
  readonly code = 'unreadable-file';
  readonly file: string;

  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'CaseFileError';
    this.file = file;
  }
}

/** Where a case stands, for people: the line in JSON Lines, else its id or its position, and its name. */
export function placeOfCase(file: string, at: number, { id, name }: { readonly id?: string | undefined; readonly name?: string | undefined }): string {
  const lines = extname(file).toLowerCase() === '.jsonl';
  const what = visible([id, name].filter((part) => part !== undefined && part !== '').join(' '));
  return lines ? `${file}:${at}${what === '' ? '' : `: ${what}`}` : `${file}: ${what === '' ? `case ${at}` : what}`;
}

/** Reads the cases of a file, or of standard input for `-`. What it is follows from its name: YAML, JSON or JSON Lines;
 * standard input is a JSON list where it begins with `[`, else JSON Lines.
 * @param onRead told of every document that the cases name, by its path
 * @throws CaseFileError */
export function readCaseFile(file: string, now: Date, semantics: Semantics, onRead: (path: string) => void = () => undefined): readonly FileCase[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new CaseFileError(file, (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message);
  }
  const folder = file === '-' ? '.' : dirname(file);
  const texts = new Map<string, string>();
  const loadDocument = (path: string): string => {
    const place = isAbsolute(path) ? path : join(folder, path);
    onRead(place);
    const text = texts.get(place) ?? readFileSync(place, 'utf8');
    texts.set(place, text);
    return text;
  };
  const options: CaseOptions = { loadDocument, isMultivalued: isMultivaluedKey, now, semantics };
  try {
    switch (file === '-' ? (text.trimStart().startsWith('[') ? '.json' : '.jsonl') : extname(file).toLowerCase()) {
      case '.yaml':
      case '.yml':
        // Timestamps and the like stay text; keys that occur twice are errors.
        return readCaseList(parse(text, { schema: 'core', uniqueKeys: true, maxAliasCount: 1000 }) as CaseValue, options);
      case '.json':
        return readJsonList(text, options);
      case '.jsonl':
        return readJsonLines(text, options);
      default:
        throw new SyntaxError('a case file ends in .yaml, .yml, .json or .jsonl');
    }
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && error.name === 'YAMLParseError')) throw new CaseFileError(file, error.message.split('\n', 1)[0] ?? '');
    throw error;
  }
}
