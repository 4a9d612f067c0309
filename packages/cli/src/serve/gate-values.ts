import { upstreamUrl } from '@assent/server';
import type { Enforcement } from '@assent/server';
import { UsageError } from '../command.ts';

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
