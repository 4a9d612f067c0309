import { HostileTraffic } from './hostile-traffic.ts';

const chunk = 2_000;

/** Sends that many hostile requests through a gate, each chunk under a seed of its own, and as many through one that signs anew. */
export async function attackAtLength(count = 10_000, seed = 1): Promise<void> {
  for (const anew of [false, true]) {
    const traffic = await HostileTraffic.start(anew);
    const passed = new Map<string, number>();
    for (let done = 0; done < count; ) {
      const size = Math.min(chunk, count - done);
      for (const [operation, many] of await traffic.run(seed + done / chunk, size)) passed.set(operation, (passed.get(operation) ?? 0) + many);
      done += size;
      process.stdout.write(`${done} of ${count} hostile requests sent${anew ? ' and signed anew' : ''}, ${[...passed].map(([operation, many]) => `${many} ${operation}`).join(', ')} reached the upstream as what was authorized (seeds ${seed} to ${seed + Math.ceil(done / chunk) - 1})\n`);
    }
    await traffic.close();
  }
}
