/** That no input is slow: how the time of the worst patterns and texts grows with their length, and what a decision takes
 * over a policy of the largest size that AWS accepts, made of the worst patterns. CPU time, the best of several rounds. */
import { compilePolicy, evaluate, parsePolicy, policySet } from '@assent/policy';
import type { AuthorizationRequest, PolicySet } from '@assent/policy';
import { goal, median, report } from '../report.ts';
import { account } from './workload.ts';
import { cpuTime } from './cpu-time.ts';

const rounds = 9;

const setOf = (statement: object): PolicySet => {
  const { document, faults } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), { maxSize: Number.POSITIVE_INFINITY });
  if (!document) throw new Error(faults[0]?.message);
  return policySet([compilePolicy(document, { type: 'identity' })]);
};

const arn = (rest: string): string => `arn:aws:s3:::${rest}`;

const requestOf = (identity: PolicySet, key: string, resource = arn('bucket/key')): AuthorizationRequest => ({
  principal: { kind: 'user', arn: `arn:aws:iam::${account}:user/ana`, account },
  action: 's3:GetObject',
  resource: resource as AuthorizationRequest['resource'],
  resourceAccount: account,
  context: new Map([['app:text', { values: [key], multi: false }]]),
  policies: { identity },
});

const timeOf = (run: () => unknown): number => Math.min(...Array.from({ length: rounds }, () => cpuTime(3, run)));

/** How many times longer something takes at four times the length. */
function growth(lengthToRun: (length: number) => () => unknown, length: number): number {
  const [short, long] = [lengthToRun(length), lengthToRun(length * 4)];
  for (const run of [short, long]) run();
  return timeOf(long) / timeOf(short);
}

const stars = (count: number): string => `${'a*'.repeat(count)}b`;

const worst: readonly (readonly [name: string, statement: (pattern: string) => object])[] = [
  ['a resource pattern', (pattern) => ({ Effect: 'Allow', Action: '*', Resource: arn(pattern) })],
  ['StringLike', (pattern) => ({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringLike: { 'app:text': pattern } } })],
];
for (const [name, statement] of worst) {
  const against = (set: PolicySet, length: number) => {
    const text = 'a'.repeat(length);
    const request = requestOf(set, text, arn(text));
    return () => evaluate(request);
  };
  const set = setOf(statement(stars(200)));
  report(`${name} a*a*...b, four times the text (100 KB)`, growth((length) => against(set, length), 25_000), goal('at most', 6), 'times');
  report(`${name} a*a*...b, four times the pattern`, growth((count) => against(setOf(statement(stars(count))), 20_000), 200), goal('at most', 6), 'times');
}

const documents: readonly (readonly [name: string, text: (count: number) => string])[] = [
  ['many statements', (count) => JSON.stringify({ Statement: Array.from({ length: count }, () => ({ Effect: 'Allow', Action: 's3:*', Resource: '*' })) })],
  ['many values', (count) => JSON.stringify({ Statement: { Effect: 'Allow', Action: Array.from({ length: count * 10 }, () => 's3:Get*'), Resource: '*' } })],
  ['many faults', (count) => `{${Array.from({ length: count * 10 }, (_, index) => `"x${index}": 1`).join(',')}}`],
  ['white space', (count) => `{${' \n'.repeat(count * 50)}`],
  ['escapes', (count) => `{"Id": "${'\\u0041'.repeat(count * 20)}"}`],
];
for (const [name, text] of documents) {
  const run = (count: number) => {
    const document = text(count);
    return () => parsePolicy(document, { maxSize: Number.POSITIVE_INFINITY });
  };
  report(`parsing ${name}, four times the length`, growth(run, 6_000), goal('at most', 6), 'times');
}

/** 6,144 characters, as many as a managed policy may have (R14.2), of patterns that match nothing as late as they can. */
function largestPolicy(): PolicySet {
  const patterns: string[] = [];
  const statement = () => ({ Effect: 'Allow', Action: '*', Resource: patterns });
  const size = (): number => JSON.stringify({ Version: '2012-10-17', Statement: statement() }).length;
  while (size() < 6_144 - 130) patterns.push(`arn:aws:*:*:*:${'*a?'.repeat(30)}*b`);
  return setOf(statement());
}
const largest = requestOf(largestPolicy(), '', arn('a'.repeat(1_011)));
evaluate(largest);
report('the largest policy of the worst patterns', median(Array.from({ length: 25 }, () => cpuTime(20, () => evaluate(largest)))) / 1000, goal('under', 1), 'ms, against a resource of 1,024 characters');
