import { readFileSync } from 'node:fs';
import { dirname, matchesGlob, relative, resolve, sep } from 'node:path';
import { explainCodes, explainOwnCodes, policyResourceTypes } from '@assent/analysis';
import { UsageError } from '../command.ts';
import { isPolicyType } from './policy-type.ts';
import type { PolicyTypeName } from './policy-type.ts';
import { isSeverity, severities } from './severity.ts';
import type { Severity } from './severity.ts';

/** Which files a policy type is for. */
export interface TypedFiles {
  readonly files: string;
  readonly policyType: PolicyTypeName;
  readonly resourceType?: string;
}

/** Findings that are accepted, and why. */
export interface ConfiguredSuppression {
  readonly code: string;
  /** A pattern of paths; default: all files. */
  readonly files?: string;
  /** The way to the place within the policy, such as `Statement[0].Resource`, or the beginning of one. */
  readonly path?: string;
  /** The resource or principal. */
  readonly subject?: string;
  readonly reason: string;
}

/** The section `lint` of `assent.config.json`. */
export interface LintConfig {
  readonly rules: Readonly<Record<string, 'off' | 'on' | Severity>>;
  readonly policyTypes: readonly TypedFiles[];
  readonly suppressions: readonly ConfiguredSuppression[];
  readonly ignore: readonly string[];
  readonly accounts: readonly string[];
  readonly failOn?: Severity;
  /** The folder that its patterns start from. */
  readonly folder: string;
}

export const noConfig = (folder: string): LintConfig => ({ rules: {}, policyTypes: [], suppressions: [], ignore: [], accounts: [], folder });

export const configName = 'assent.config.json';

/** Whether a file is one of a pattern of the configuration. */
export function isOf(file: string, pattern: string, { folder }: LintConfig): boolean {
  return matchesGlob(relative(folder, resolve(file)).split(sep).join('/'), pattern);
}

/** Reads a configuration file.
 * @param required whether it is an error that there is none
 * @throws UsageError */
export function readConfig(file: string, required: boolean): LintConfig {
  const folder = dirname(resolve(file));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!required && (error as NodeJS.ErrnoException).code === 'ENOENT') return noConfig(folder);
    throw new UsageError(`the configuration \`${file}\` cannot be read: ${(error as Error).message}`);
  }
  try {
    const whole = object(JSON.parse(text), 'the configuration');
    return section(object(whole['lint'] ?? {}, '`lint`'), folder);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function object(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError(`${what} must be an object`);
  return value as Fields;
}

function list<T>(value: unknown, what: string, read: (item: unknown, what: string) => T): readonly T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SyntaxError(`${what} must be a list`);
  return value.map((item, index) => read(item, `${what}[${index}]`));
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new SyntaxError(`${what} must be a text`);
  return value;
}

function only(fields: Fields, names: readonly string[], what: string): void {
  const stranger = Object.keys(fields).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new SyntaxError(`${what} has no \`${stranger}\`; it takes ${names.join(', ')}`);
}

function section(fields: Fields, folder: string): LintConfig {
  only(fields, ['rules', 'policyTypes', 'suppressions', 'ignore', 'accounts', 'failOn'], '`lint`');
  const failOn = fields['failOn'];
  if (failOn !== undefined && (!isSeverity(failOn) || failOn === 'suggestion')) throw new SyntaxError('`failOn` is error, security or warning');
  return {
    rules: rulesOf(object(fields['rules'] ?? {}, '`rules`')),
    policyTypes: list(fields['policyTypes'], '`policyTypes`', typedFiles),
    suppressions: list(fields['suppressions'], '`suppressions`', suppression),
    ignore: list(fields['ignore'], '`ignore`', text),
    accounts: list(fields['accounts'], '`accounts`', text),
    ...(failOn === undefined ? {} : { failOn }),
    folder,
  };
}

function rulesOf(fields: Fields): LintConfig['rules'] {
  const codes = new Set([...explainCodes(), ...explainOwnCodes()].map(({ code }) => code));
  for (const [code, value] of Object.entries(fields)) {
    if (!codes.has(code)) throw new SyntaxError(`\`rules\` has \`${code}\`, and there is no such code`);
    if (value !== 'on' && value !== 'off' && !isSeverity(value)) throw new SyntaxError(`\`rules.${code}\` is on, off, ${severities.join(', ')}`);
  }
  return fields as LintConfig['rules'];
}

function typedFiles(value: unknown, what: string): TypedFiles {
  const fields = object(value, what);
  only(fields, ['files', 'policyType', 'resourceType'], what);
  const { policyType, resourceType } = fields;
  if (!isPolicyType(policyType)) throw new SyntaxError(`${what}.policyType is identity, resource, trust, service-control or resource-control`);
  if (resourceType !== undefined && !policyResourceTypes.includes(text(resourceType, `${what}.resourceType`))) throw new SyntaxError(`${what}.resourceType is one of ${policyResourceTypes.join(', ')}`);
  return { files: text(fields['files'], `${what}.files`), policyType, ...(typeof resourceType === 'string' ? { resourceType } : {}) };
}

function suppression(value: unknown, what: string): ConfiguredSuppression {
  const fields = object(value, what);
  only(fields, ['code', 'files', 'path', 'subject', 'reason'], what);
  const optional = Object.fromEntries(['files', 'path', 'subject'].flatMap((name) => (fields[name] === undefined ? [] : [[name, text(fields[name], `${what}.${name}`)]])));
  return { code: text(fields['code'], `${what}.code`), reason: text(fields['reason'], `${what}.reason`), ...optional };
}
