import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { findInCredentialReport, findPolicies, isCredentialReport, remarkFinding, validatePolicy } from '@assent/analysis';
import type { FindOptions, Found, SubjectFinding } from '@assent/analysis';
import { Locator, parseJson } from '@assent/policy';
import type { JsonNode } from '@assent/policy';
import type { ListedFile } from './file-walk.ts';
import { parseYaml } from './yaml-tree.ts';

/** The text of a file. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  readonly language: 'json' | 'yaml' | 'csv';
  readonly locator: Locator;
}

/** A file with what was found in it. */
export interface SourceFile extends SourceText {
  /** What stands in each document that has anything. */
  readonly found: readonly Found[];
  /** What kept the text from being read as JSON or YAML. */
  readonly faults: readonly SubjectFinding[];
}

/** A file that is not looked at, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

const megabyte = 1_000_000;
const largest = { json: 64 * megabyte, yaml: 2 * megabyte, csv: 64 * megabyte } as const;
const deepest = 200;

/** Words of which every file of interest has one. */
const interesting = /Statement|AWS::|planned_values|root_module|UserDetailList|RoleDetailList|ServicesLastAccessed|FunctionArn|ontainerDefinitions|user,arn,user_creation_time|functions:/;

/** Reads a file of the list and finds what there is to check.
 * @returns undefined for a file that nobody named and that has nothing of interest */
export function readSource({ path, named }: ListedFile, options: FindOptions, read: (path: string) => string = readText): SourceFile | SkippedFile | undefined {
  let text: string;
  try {
    text = read(path);
  } catch (error) {
    return { path, reason: error instanceof TooLarge ? error.message : `it cannot be read: ${(error as Error).message}` };
  }
  return parseSource(path, text, named, options);
}

/** Finds what there is to check in the text of a file. */
export function parseSource(path: string, text: string, named: boolean, options: FindOptions): SourceFile | SkippedFile | undefined {
  if (!named && !interesting.test(text)) return undefined;
  const language = languageOf(path, text);
  if (text.length > largest[language]) return { path, reason: `it has ${text.length} characters, more than ${largest[language]}` };
  const locator = new Locator(text);
  const source = { path, text, language, locator, found: [], faults: [] };
  if (language === 'csv') return isCredentialReport(text) ? { ...source, found: [findInCredentialReport(text, options.now)] } : unknown(path, named);
  const parsed = language === 'json' ? readJson(text) : parseYaml(text);
  if ('fault' in parsed) {
    if (!named && !/"?Statement"?\s*:|AWSTemplateFormatVersion/.test(text)) return undefined;
    return { ...source, faults: faultsOf(language, text, parsed.fault, locator) };
  }
  const found = parsed.roots.flatMap((root) => findPolicies(root, text, options) ?? []);
  return found.length === 0 ? unknown(path, named) : { ...source, found };
}

const unknown = (path: string, named: boolean): SkippedFile | undefined => (named ? { path, reason: 'there is no policy, template or account in it' } : undefined);

class TooLarge extends Error {}

function readText(path: string): string {
  if (path !== '-') {
    const { size } = statSync(path);
    if (size > largest.json) throw new TooLarge(`it has ${size} bytes, more than ${largest.json}`);
  }
  return readFileSync(path === '-' ? 0 : path, 'utf8').replace(/^\ufeff/, '');
}

function languageOf(path: string, text: string): SourceFile['language'] {
  const extension = extname(path).toLowerCase();
  if (extension === '.csv' || isCredentialReport(text)) return 'csv';
  if (extension === '.json') return 'json';
  if (extension === '.yaml' || extension === '.yml') return 'yaml';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}

function readJson(text: string): { readonly roots: readonly JsonNode[] } | { readonly fault: { readonly message: string; readonly offset: number } } {
  const parsed = parseJson(text, deepest);
  return 'fault' in parsed ? parsed : { roots: [parsed.root] };
}

function faultsOf(language: 'json' | 'yaml', text: string, { message, offset }: { readonly message: string; readonly offset: number }, locator: Locator): readonly SubjectFinding[] {
  if (language === 'json') return validatePolicy(text, { policyType: 'IDENTITY_POLICY', maxSize: text.length }).map((finding) => ({ subject: 'file', finding }));
  return [remarkFinding({ code: 'ASSENT_YAML_SYNTAX_ERROR', subject: 'file', details: `The text is not YAML: ${message}.`, start: offset, end: Math.min(offset + 1, text.length) }, locator)];
}
