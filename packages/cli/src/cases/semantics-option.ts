import { readFileSync } from 'node:fs';
import { parseSemantics, SemanticsError } from '@assent/policy';
import type { Semantics } from '@assent/policy';
import { UsageError } from '../command.ts';

/** `--semantics NAME=VALUE`, as often as there are switches to set (docs/decisions.md). */
export const semanticsOption = { semantics: { type: 'string', multiple: true } } as const;

/** Reads the switches of a command line.
 * @throws UsageError */
export function readSemantics(settings: readonly string[] = []): Semantics {
  try {
    return parseSemantics(settings.map(withServicesOfFile));
  } catch (error) {
    if (error instanceof SemanticsError) throw new UsageError(error.message);
    throw error;
  }
}

/** D28: the services under resource control policies may stand in a JSON file, as a list or as its `prefixes`. */
function withServicesOfFile(setting: string): string {
  const file = /^rcpServices=(.+\.json)$/s.exec(setting)?.[1];
  if (file === undefined) return setting;
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as { readonly prefixes?: unknown } | readonly unknown[];
    const prefixes: unknown = Array.isArray(content) ? content : (content as { readonly prefixes?: unknown }).prefixes;
    if (!Array.isArray(prefixes)) throw new SyntaxError('it has no list of service prefixes');
    return `rcpServices=${prefixes.map(String).join(',')}`;
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}
