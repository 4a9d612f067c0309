import { readableServices } from '@assent/server';
import type { ReadingOptions, UpstreamOptions } from '@assent/server';
import { UsageError } from '../command.ts';

/** Reads what the configuration file says of reading from an upstream.
 * @throws UsageError */
export function readingOf({ regions, services, timeout, limit }: Readonly<Record<string, unknown>>, where: string): ReadingOptions {
  return {
    ...(regions === undefined ? {} : { regions: texts(regions, `${where}.regions`, (text) => /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(text), 'names of regions') }),
    ...(services === undefined ? {} : { services: texts(services, `${where}.services`, isReadable, `some of ${readableServices.join(', ')}`) }),
    ...(timeout === undefined ? {} : { timeout: milliseconds(timeout, `${where}.timeout`) }),
    ...(limit === undefined ? {} : { limit: milliseconds(limit, `${where}.limit`) }),
  };
}

/** Upstreams with those read that flags name: a service's own, or for it alone that of all others.
 * @param names values of `--read-upstream`
 * @throws UsageError */
export function withReading(upstreams: Readonly<Record<string, UpstreamOptions>>, names: readonly string[]): Readonly<Record<string, UpstreamOptions>> {
  const read = { ...upstreams };
  for (const name of names) {
    if (name !== '*' && !isReadable(name)) throw new UsageError(`--read-upstream must be '*' or one of ${readableServices.join(', ')}, and is \`${name}\``);
    const key = Object.hasOwn(read, name) ? name : '*';
    const upstream = Object.hasOwn(read, key) ? read[key] : undefined;
    if (!upstream) throw new UsageError(`--read-upstream ${name} has no upstream to read from: name it with --upstream`);
    read[key] = { ...upstream, read: reading(upstream.read, key === name || names.includes('*') ? undefined : name) };
  }
  return read;
}

/** @param service the one to be read, or all */
function reading(before: ReadingOptions | undefined, service: string | undefined): ReadingOptions {
  const { services, ...rest } = before ?? {};
  if (service === undefined || (before && !services)) return rest;
  return { ...rest, services: [...new Set([...(services ?? []), service])] };
}

const isReadable = (name: string): boolean => readableServices.includes(name);

function texts(value: unknown, where: string, holds: (text: string) => boolean, what: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const read = list.filter((each) => typeof each === 'string' && holds(each)) as readonly string[];
  if (read.length === 0 || read.length < list.length) throw new UsageError(`${where} must be a list of ${what}`);
  return read;
}

function milliseconds(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) throw new UsageError(`${where} must be milliseconds, a whole number from 1 on`);
  return value;
}
