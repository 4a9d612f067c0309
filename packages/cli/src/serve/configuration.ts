import { readFileSync } from 'node:fs';
import type { AuditLogOptions, Enforcement, UpstreamOptions, UpstreamSigner } from '@assent/server';
import { UsageError } from '../command.ts';
import { checkedUrl, isEnforcement, serviceName } from './gate-values.ts';
import type { GateOptions } from './gate-values.ts';
import { readingOf } from './reading-option.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads the configuration file: JSON with `upstreams`, `enforce` and `audit`, and nothing that is not understood.
 * @throws UsageError */
export function readConfiguration(path: string): GateOptions {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // What the parser quotes may be a secret.
    throw new UsageError(error instanceof SyntaxError ? `the configuration file \`${path}\` is not JSON` : `the configuration file cannot be read: ${(error as Error).message}`);
  }
  const { upstreams, enforce, audit } = members(parsed, 'the configuration', ['upstreams', 'enforce', 'audit']);
  return {
    upstreams: byService(upstreams ?? {}, 'upstreams', upstream),
    enforce: byService(enforce ?? {}, 'enforce', mode),
    ...(audit === undefined ? {} : { audit: auditOf(audit) }),
  };
}

function members(value: unknown, where: string, names: readonly string[]): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${where} must be an object`);
  const stranger = Object.keys(value).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new UsageError(`${where} has no member \`${stranger}\`; the members are ${names.join(', ')}`);
  return value as Json;
}

function byService<T>(value: unknown, where: string, read: (value: unknown, where: string) => T): Readonly<Record<string, T>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${where} must be an object`);
  return Object.fromEntries(
    Object.entries(value).map(([service, each]) => {
      if (!serviceName.test(service)) throw new UsageError(`${where} has \`${service}\`, which is no name of a service`);
      return [service, read(each, `${where}.${service}`)];
    }),
  );
}

function upstream(value: unknown, where: string): UpstreamOptions {
  if (typeof value === 'string') return { url: checkedUrl(value) };
  const { url, sign, account, read } = members(value, where, ['url', 'sign', 'account', 'read']);
  const reading = read === undefined || read === false ? undefined : readingOf(read === true ? {} : members(read, `${where}.read`, ['regions', 'services', 'timeout', 'limit']), `${where}.read`);
  return {
    url: checkedUrl(text(url, `${where}.url`)),
    ...(sign === undefined ? {} : { sign: signer(sign, `${where}.sign`) }),
    ...(account === undefined ? {} : { account: accountOf(account, `${where}.account`) }),
    ...(reading ? { read: reading } : {}),
  };
}

function accountOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || !/^(?:\d{12}|caller)$/.test(value)) throw new UsageError(`${where} must be 12 digits, or caller`);
  return value;
}

function signer(value: unknown, where: string): UpstreamSigner {
  const { region, accessKeyId, secretAccessKey, sessionToken } = members(value, where, ['region', 'accessKeyId', 'secretAccessKey', 'sessionToken']);
  return {
    accessKeyId: text(accessKeyId, `${where}.accessKeyId`),
    secretAccessKey: text(secretAccessKey, `${where}.secretAccessKey`),
    ...(region === undefined ? {} : { region: text(region, `${where}.region`) }),
    ...(sessionToken === undefined ? {} : { sessionToken: text(sessionToken, `${where}.sessionToken`) }),
  };
}

function mode(value: unknown, where: string): Enforcement {
  if (!isEnforcement(value)) throw new UsageError(`${where} must be on, audit or off`);
  return value;
}

function auditOf(value: unknown): AuditLogOptions {
  if (typeof value === 'string') return { file: value };
  const { file, fileSize, files } = members(value, 'audit', ['file', 'fileSize', 'files']);
  return { file: text(file, 'audit.file'), ...(fileSize === undefined ? {} : { fileSize: count(fileSize, 'audit.fileSize', 4_096) }), ...(files === undefined ? {} : { files: count(files, 'audit.files', 2) }) };
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new UsageError(`${where} must be a text`);
  return value;
}

function count(value: unknown, where: string, least: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) throw new UsageError(`${where} must be a whole number from ${least} on`);
  return value;
}
