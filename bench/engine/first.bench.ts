/** The first decision over policies that have just been compiled, when nothing is remembered of them, against a warm one of
 * the naive evaluator that the tests judge the engine by. CPU time of this process, medians. */
import { evaluate } from '@assent/policy';
import { decide } from '../../tests/reference/evaluate.ts';
import type { Case } from '../../tests/reference/case.ts';
import { goal, median, report } from '../report.ts';
import { compileWorkload, documentOf, requestOf } from './assent.ts';
import { account, referenceWorkload } from './workload.ts';

const rounds = 200;
const workload = referenceWorkload();
const now = new Date();

const document = (statements: Parameters<typeof documentOf>[0]) => JSON.parse(documentOf(statements)) as NonNullable<NonNullable<Case['policies']>['permissionsBoundary']>;
const policies: Case['policies'] = {
  identity: workload.identity.map(document),
  permissionsBoundary: document(workload.boundary),
  serviceControl: workload.guardrails.map((statements) => [document(statements)]),
};
const cases = workload.requests.slice(0, rounds).map(
  ({ action, resource, department, stage, level }): Case => ({
    principal: `arn:aws:iam::${account}:user/ana`,
    action,
    resource,
    resourceAccount: account,
    context: { 'app:department': department, 'app:stage': stage, 'app:level': String(level) },
    organization: { id: 'o-aaaaaaaaaa', managementAccount: '999999999999', principalPath: 'o-aaaaaaaaaa/r-aaaa/ou-aaaa-bbbbbbbb/' },
    policies,
  }),
);

/** Microseconds of one call. */
function timeOf(run: () => { readonly decision: string }): { readonly microseconds: number; readonly decision: string } {
  const started = performance.now();
  const { decision } = run();
  return { microseconds: (performance.now() - started) * 1000, decision };
}

for (const given of cases) decide(given, now);
const samples = { first: [] as number[], reference: [] as number[] };
for (const [index, given] of cases.entries()) {
  const request = requestOf(workload.requests[index] as (typeof workload.requests)[number], compileWorkload(workload));
  const first = timeOf(() => evaluate(request));
  const reference = timeOf(() => decide(given, now));
  if (first.decision !== reference.decision) throw new Error(`the evaluators decide request ${index} differently`);
  samples.first.push(first.microseconds);
  samples.reference.push(reference.microseconds);
}
const [first, reference] = [median(samples.first), median(samples.reference)];
report('the first decision after compiling', first / reference, goal('at most', 3), `times a warm one of the reference evaluator; ${first.toPrecision(3)} us against ${reference.toPrecision(3)} us`);
