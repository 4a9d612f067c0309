import type { TypedValues } from './comparison.ts';
import type { WantedOrder } from './numeric.ts';

/** An instant: whole seconds since the epoch, and nanoseconds. */
export interface Instant {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

const dateForm =
  /^(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?:[Tt](?:(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d(?::\d\d)?)?)?)?)?$/;
const maxEpoch = 2n ** 63n - 1n;

/** R13.8, R4.13: only digits are epoch seconds; else a date, of which missing parts take their lowest value and a
 * missing zone is UTC. `undefined` for everything else. */
export function parseInstant(text: string): Instant | undefined {
  if (/^\d{1,19}$/.test(text)) {
    const seconds = BigInt(text);
    return seconds <= maxEpoch ? { seconds, nanoseconds: 0 } : undefined;
  }
  const match = dateForm.exec(text);
  if (!match) return undefined;
  const number = (index: number, absent: number): number => (match[index] === undefined ? absent : Number(match[index]));
  const [year, month, day] = [number(1, 0), number(2, 1), number(3, 1)];
  const [hour, minute, second] = [number(4, 0), number(5, 0), number(6, 0)];
  if (year < -292_275_054 || year > 292_278_993) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = BigInt(daysSinceEpoch(year, month, day)) * 86_400n + BigInt(hour * 3600 + minute * 60 + second - zoneSeconds(match[8]));
  return { seconds, nanoseconds: Number((match[7] ?? '').padEnd(9, '0')) };
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || /^z$/i.test(zone)) return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** Days from 1970-01-01 in the Gregorian calendar, extended to all years: years begin in March, so that the leap day is
 * the last of a year, and 400 of them are a cycle. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(shifted / 400);
  const yearOfCycle = shifted - cycle * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * 146_097 + dayOfCycle - 719_468;
}

export const instants = (wanted: WantedOrder): TypedValues<Instant> => ({
  parse: parseInstant,
  matches: (requested, limit) => wanted(compareInstants(requested, limit)),
});

function compareInstants(a: Instant, b: Instant): number {
  if (a.seconds !== b.seconds) return a.seconds < b.seconds ? -1 : 1;
  return a.nanoseconds - b.nanoseconds;
}
