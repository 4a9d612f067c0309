import { upstreamUrl } from '@assent/server';
import type { AuditLogOptions, Enforcement, Enforcements, UpstreamOptions } from '@assent/server';
import { UsageError } from '../command.ts';

/** What the server is told of the gate. */
export interface GateOptions {
  readonly upstreams: Readonly<Record<string, UpstreamOptions>>;
  readonly enforce: Enforcements;
  readonly audit?: AuditLogOptions;
}

/** The name of a service, or `*` for all others. */
export const serviceName = /^(?:[a-z][a-z0-9.-]{0,63}|\*)$/;

export const isEnforcement = (text: unknown): text is Enforcement => text === 'on' || text === 'audit' || text === 'off';

/** @throws UsageError */
export function checkedUrl(url: string): string {
  try {
    return upstreamUrl(url).href;
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
