/** Microseconds of CPU time of this process that each call of `run` takes, for `count` calls. */
export function cpuTime(count: number, run: (index: number) => unknown): number {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) run(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}
