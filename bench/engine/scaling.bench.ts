/** How a decision's cost grows with the statements of a store, and with those of one principal. Times are CPU time of this process, medians of rounds that take turns. */
import { evaluate, policySet } from '@assent/policy';
import type { AuthorizationRequest, CompiledPolicy, PolicySet } from '@assent/policy';
import { setImmediate } from 'node:timers/promises';
import { goal, median, report } from '../report.ts';
import { compile, requestOf } from './assent.ts';
import { cpuTime } from './cpu-time.ts';
import { Random } from './random.ts';
import { referenceWorkload, scalingPolicy } from './workload.ts';

const rounds = 7;
const policySize = 15;
const policiesPerPrincipal = 6;
const neutral = referenceWorkload().requests;

/** Principals that share the policies of a store, six each, and requests of theirs in a random order. */
function storeOf(statements: number): { readonly requests: readonly AuthorizationRequest[]; readonly hot: readonly AuthorizationRequest[] } {
  const random = new Random(statements);
  const policies: CompiledPolicy[] = Array.from({ length: Math.ceil(statements / policySize) }, (_, index) => compile(scalingPolicy(index, policySize), 'identity'));
  const principals: PolicySet[] = Array.from({ length: policies.length }, () => policySet(Array.from({ length: policiesPerPrincipal }, () => random.pick(policies))));
  const [hotOne] = principals;
  return {
    requests: neutral.map((request) => requestOf(request, { identity: random.pick(principals) })),
    hot: neutral.map((request) => requestOf(request, { identity: hotOne as PolicySet })),
  };
}

const decideAll = (requests: readonly AuthorizationRequest[], count = 200_000): number =>
  cpuTime(count, (index) => evaluate(requests[index % requests.length] as AuthorizationRequest));

/** The median time of each list of requests, in rounds that take turns. */
function timesOf(lists: readonly (readonly AuthorizationRequest[])[]): readonly number[] {
  for (const list of lists) decideAll(list, 20_000);
  const samples = lists.map((): number[] => []);
  for (let round = 0; round < rounds; round++) for (const [index, list] of lists.entries()) samples[index]?.push(decideAll(list));
  return samples.map(median);
}

const spelled = (microseconds: number | undefined): string => `${(microseconds ?? Number.NaN).toPrecision(3)} us`;

const heapBefore = await heapNow();
const big = storeOf(100_000);
const heap = ((await heapNow()) - heapBefore) / 1e6;
const small = storeOf(100);
const [inSmall = 0, inBig = 0, hotInSmall = 0, hotInBig = 0] = timesOf([small.requests, big.requests, small.hot, big.hot]);
report('100,000 statements in a store, random principals', inBig / inSmall, goal('at most', 5), `times of 100; ${spelled(inBig)} against ${spelled(inSmall)}`);
report('a hot principal among 100,000 statements', hotInBig / hotInSmall, goal('at most', 1.2), `times of one among 100; ${spelled(hotInBig)} against ${spelled(hotInSmall)}`);
report('heap at 100,000 statements', heap, goal('under', 300), 'MB');

const principalOf = (size: number): readonly AuthorizationRequest[] => {
  const statements = scalingPolicy(size, size);
  const identity = policySet(Array.from({ length: size / 100 }, (_, index) => compile(statements.slice(index * 100, index * 100 + 100), 'identity')));
  return neutral.map((request) => requestOf(request, { identity }));
};
const [few = 0, many = 0] = timesOf([principalOf(100), principalOf(10_000)]);
report('one principal with 10,000 statements', many / few, goal('at most', 4), `times of 100; ${spelled(many)} against ${spelled(few)}`);

/** Bytes in use, after a turn in which what nobody holds any more is given up. */
async function heapNow(): Promise<number> {
  await setImmediate();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
