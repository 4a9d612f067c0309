/** A figure's goal. */
export interface Goal {
  readonly kind: 'at least' | 'at most' | 'under';
  readonly value: number;
}

export const goal = (kind: Goal['kind'], value: number): Goal => ({ kind, value });

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The least and the most of what was measured, for people. */
export const spread = (values: readonly number[]): string => `from ${Math.min(...values).toPrecision(3)} to ${Math.max(...values).toPrecision(3)}`;

/** Prints a figure beside its goal, and whether it is met. */
export function report(name: string, value: number, { kind, value: wanted }: Goal, unit: string): void {
  const met = kind === 'at least' ? value >= wanted : kind === 'at most' ? value <= wanted : value < wanted;
  const shown = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  process.stdout.write(`${met ? 'met   ' : 'MISSED'} ${name.padEnd(48)} ${shown.padStart(7)} (goal: ${kind} ${wanted}) ${unit}\n`);
}
