import type { PrincipalEntryView } from '../view/principal-view.ts';
import { isUnknown } from './unknown-text.ts';

/** An `AWS` principal of a role's trust, taken apart. */
export interface TrustedAccount {
  readonly account: string;
  /** Everybody in it whom it allows, rather than one user or role. */
  readonly whole: boolean;
}

export function trustedAccount({ kind, value }: PrincipalEntryView): TrustedAccount | undefined {
  if (kind !== 'AWS' || isUnknown(value)) return undefined;
  if (/^\d{12}$/.test(value)) return { account: value, whole: true };
  const match = /^arn:[^:]*:(?:iam|sts)::(\d{12}):(.+)$/s.exec(value);
  return match ? { account: match[1] ?? '', whole: match[2] === 'root' } : undefined;
}
