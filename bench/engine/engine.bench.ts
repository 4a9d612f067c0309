/** The engine against other authorization libraries, on one workload that all of them decide alike. Times are CPU time of
 * this process, medians of rounds that take turns. */
import { evaluate, evaluateRecorded, explain } from '@assent/policy';
import type { AuthorizationRequest } from '@assent/policy';
import { goal, median, report } from '../report.ts';
import { cpuTime } from './cpu-time.ts';
import { allows, compileWorkload, requestOf } from './assent.ts';
import { casbinAllows, casbinWorkload } from './casbin.ts';
import { caslAllows, caslRequest, caslWorkload } from './casl.ts';
import { cedarPreparsedAllows, cedarWorkload } from './cedar.ts';
import { referenceWorkload } from './workload.ts';

const rounds = 7;

const workload = referenceWorkload();
const policies = compileWorkload(workload);
const requests = workload.requests.map((request) => requestOf(request, policies));
const requestAt = (index: number): AuthorizationRequest => requests[index % requests.length] as AuthorizationRequest;

const casl = caslWorkload(workload);
const caslRequests = workload.requests.map(caslRequest);
const casbin = await casbinWorkload(workload);
const cedar = cedarWorkload(workload);

// The same answers first: a fast wrong one is worth nothing.
let allowed = 0;
for (const [index, request] of workload.requests.entries()) {
  const ours = allows(requestAt(index));
  if (ours) allowed++;
  const theirs = [['CASL', caslAllows(casl, caslRequests[index] as never)]] as [string, boolean][];
  if (index < 300) theirs.push(['casbin', casbinAllows(casbin, request)], ['cedar-wasm', cedarPreparsedAllows(cedar, request)]);
  for (const [name, answer] of theirs) if (answer !== ours) throw new Error(`${name} decides request ${index} otherwise: ${String(answer)} instead of ${String(ours)}`);
}
process.stdout.write(`       ${workload.requests.length} requests decided alike, ${allowed} of them allowed\n`);

const samples = { ours: [] as number[], casl: [] as number[], casbin: [] as number[], cedar: [] as number[], explain: [] as number[], matched: [] as number[] };
for (let round = 0; round < rounds; round++) {
  samples.ours.push(cpuTime(200_000, (index) => evaluate(requestAt(index))));
  samples.casl.push(cpuTime(200_000, (index) => caslAllows(casl, caslRequests[index % caslRequests.length] as never)));
  samples.casbin.push(cpuTime(200, (index) => casbinAllows(casbin, workload.requests[index % workload.requests.length] as never)));
  samples.cedar.push(cpuTime(200, (index) => cedarPreparsedAllows(cedar, workload.requests[index % workload.requests.length] as never)));
  // Reading them makes a decision over very many statements look for all that matched.
  samples.matched.push(cpuTime(200_000, (index) => evaluateRecorded(requestAt(index))));
  samples.explain.push(cpuTime(20_000, (index) => explain(requestAt(index))));
}
const ours = median(samples.ours);
const spelled = (microseconds: number): string => `${microseconds.toPrecision(3)} us`;
report('a warm decision', ours / median(samples.casl), goal('at most', 0.5), `of CASL's time; ${spelled(ours)} against ${spelled(median(samples.casl))}`);
report('faster than cedar-wasm', median(samples.cedar) / ours, goal('at least', 300), `times; cedar-wasm takes ${spelled(median(samples.cedar))}, policies parsed before`);
report('faster than casbin', median(samples.casbin) / ours, goal('at least', 100), `times; casbin takes ${spelled(median(samples.casbin))}`);
report('explain', median(samples.explain) / ours, goal('at most', 20), `times a decision; ${spelled(median(samples.explain))}`);
report('a decision with all its matched statements', median(samples.matched) / ours, goal('at most', 1.5), `times a decision; ${spelled(median(samples.matched))}`);
