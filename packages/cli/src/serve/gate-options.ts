import type { Enforcement, UpstreamOptions } from '@assent/server';
import { UsageError } from '../command.ts';
import { readConfiguration } from './configuration.ts';
import { checkedUrl, isEnforcement, serviceName } from './gate-values.ts';
import type { GateOptions } from './gate-values.ts';
import { withReading } from './reading-option.ts';

export interface GateFlags {
  /** `SERVICE=URL` */
  readonly upstreams: readonly string[];
  /** Services, or `*`. */
  readonly read: readonly string[];
  /** `MODE` or `SERVICE=MODE` */
  readonly enforce: readonly string[];
  readonly config: string | undefined;
  readonly audit: string | undefined;
}

/** Reads the configuration file, and the flags, which go first.
 * @throws UsageError */
export function readGateOptions({ upstreams, read, enforce, config, audit }: GateFlags): GateOptions {
  const configured: GateOptions = config === undefined ? { upstreams: {}, enforce: {} } : readConfiguration(config);
  const given = Object.fromEntries(upstreams.map(upstreamOf));
  const modes = Object.fromEntries(enforce.map(modeOf));
  const file = audit === undefined ? configured.audit : { ...configured.audit, file: audit };
  return { upstreams: withReading({ ...configured.upstreams, ...given }, read), enforce: { ...configured.enforce, ...modes }, ...(file ? { audit: file } : {}) };
}

function upstreamOf(text: string): [service: string, upstream: UpstreamOptions] {
  const equals = text.indexOf('=');
  const service = text.slice(0, Math.max(0, equals));
  if (!serviceName.test(service)) throw new UsageError(`--upstream must be SERVICE=URL, such as s3=http://127.0.0.1:9000, and is \`${text}\``);
  return [service, { url: checkedUrl(text.slice(equals + 1)) }];
}

function modeOf(text: string): [service: string, mode: Enforcement] {
  const equals = text.indexOf('=');
  const service = equals < 0 ? '*' : text.slice(0, equals);
  const mode = text.slice(equals + 1);
  if (!serviceName.test(service) || !isEnforcement(mode)) throw new UsageError(`--enforce must be on, audit or off, or SERVICE=MODE, and is \`${text}\``);
  return [service, mode];
}
