import { readFileSync } from 'node:fs';

/** What `/proc` counts time in: 100 ticks a second, on every Linux. */
const ticksPerSecond = 100;

/** Seconds of CPU time that a process has taken so far, all its threads together. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the command stands in parentheses and may hold anything; the eleventh and twelfth field behind it are the times.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
