import { parseAddressRange } from '@assent/policy';
import type { AddressRange } from '@assent/policy';
import type { ConditionValue, ConditionView } from '../view/condition-view.ts';
import type { PolicyView } from '../view/policy-view.ts';
import { conditionsOf } from '../view/walk.ts';

/** Ranges that no address on the internet is in: private, shared, link-local, loopback, unique local. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8', 'fc00::/7', 'fe80::/10', '::1/128'].flatMap((text) => parseAddressRange(text) ?? []);

function isPrivate(range: AddressRange): boolean {
  return privateRanges.some((known) => known.bytes.length === range.bytes.length && range.bits >= known.bits && keepsBits(range.bytes, known.bits, known.bytes));
}

function keepsBits(bytes: readonly number[], bits: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => ((byte ^ (bytes[index] ?? 0)) & maskOf(bits, index)) === 0);
}

/** The bits of one byte that a mask of so many bits covers. */
const maskOf = (bits: number, index: number): number => 0xff & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8)));

/** Whether an address has bits behind its mask. */
export const hasBitsBehindMask = ({ bytes, bits }: AddressRange): boolean => bytes.some((byte, index) => (byte & ~maskOf(bits, index) & 0xff) !== 0);

/** The conditions on `aws:SourceIp` under one operator, with those of their values that are private and those that are not. */
export function* sourceIpConditions(policy: PolicyView, base: 'IpAddress' | 'NotIpAddress'): Generator<{ readonly condition: ConditionView; readonly own: readonly ConditionValue[]; readonly foreign: readonly ConditionValue[] }> {
  for (const { condition } of conditionsOf(policy)) {
    if (condition.operator?.base !== base || condition.key.toLowerCase() !== 'aws:sourceip') continue;
    const own: ConditionValue[] = [];
    const foreign: ConditionValue[] = [];
    for (const value of condition.values) {
      const range = parseAddressRange(value.value);
      if (range) (isPrivate(range) ? own : foreign).push(value);
    }
    yield { condition, own, foreign };
  }
}
