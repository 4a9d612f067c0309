import { HostileTraffic } from './hostile-traffic.ts';

const chunk = 2_000;

/** Sends that many hostile requests through a gate, each chunk under a seed of its own. */
export async function attackAtLength(count = 10_000, seed = 1): Promise<void> {
  const traffic = await HostileTraffic.start();
  let passed = 0;
  for (let done = 0; done < count; ) {
    const size = Math.min(chunk, count - done);
    passed += await traffic.run(seed + done / chunk, size);
    done += size;
    process.stdout.write(`${done} of ${count} hostile requests sent, ${passed} reached the upstream as what was authorized (seeds ${seed} to ${seed + Math.ceil(done / chunk) - 1})\n`);
  }
  await traffic.close();
}
