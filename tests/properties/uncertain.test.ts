import { compilePolicy, evaluate, explain, parsePolicy, policySet, unknownValue } from '@assent/policy';
import type { AuthorizationRequest, Decision } from '@assent/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../reference/case.ts';
import { randomCase } from './arbitrary.ts';
import { requestOf } from './comparison.ts';

const isAllowed = (request: AuthorizationRequest): boolean => evaluate(request).decision === 'allowed';

/** Counts how often both came out, so that the sentence says something. */
function holds(wanted: (given: Case) => boolean, uncertain: (given: Case, pick: number) => { readonly asked: AuthorizationRequest; readonly possible: readonly AuthorizationRequest[] }): { readonly allowed: number; readonly refused: number } {
  let [allowed, refused] = [0, 0];
  fc.assert(
    fc.property(randomCase.filter(wanted), fc.nat(), (given, pick) => {
      const { asked, possible } = uncertain(given, pick);
      const answer = isAllowed(asked);
      if (answer) allowed++;
      else if (possible.every(isAllowed)) refused++;
      return !answer || possible.every(isAllowed);
    }),
    { numRuns: 2500, seed: 20261126, reporter: ({ failed, counterexample }) => {
      if (failed) throw new Error(`the counter-example as a case: ${JSON.stringify(counterexample)}`);
    } },
  );
  return { allowed, refused };
}

describe('what is not known', () => {
  it('a call that is allowed where nobody knows a key is allowed with every value, and without the key', () => {
    const tally = holds(
      (given) => Object.keys(given.context ?? {}).length > 0,
      (given, pick) => {
        const request = requestOf(given);
        const names = Object.keys(given.context ?? {}).map((name) => name.toLowerCase());
        const key = names[pick % names.length] ?? '';
        const plain = new Map(names.map((name) => [name, request.context.get(name)] as const).filter(([, value]) => value !== undefined)) as Map<string, NonNullable<ReturnType<AuthorizationRequest['context']['get']>>>;
        const absent = new Map(plain);
        absent.delete(key);
        return { asked: { ...request, context: new Map(plain).set(key, unknownValue) }, possible: [request, { ...request, context: absent }] };
      },
    );
    expect(tally.allowed).toBeGreaterThan(100);
  });

  it('a call that is allowed on a resource of which the beginning is known is allowed on all that begin so', () => {
    const tally = holds(
      ({ action, resource }) => /^(?:s3|sqs|sns|logs|dynamodb):/i.test(action) && resource.split(':').length >= 6 && !resource.endsWith(':'),
      (given, pick) => {
        const request = requestOf(given);
        const head = request.resource.lastIndexOf(':') + 1;
        const cut = head + (pick % (request.resource.length - head));
        const knownBeginning = request.resource.slice(0, cut);
        const named = (rest: string) => ({ ...request, resource: `${knownBeginning}${rest}` as typeof request.resource });
        return { asked: { ...named('*'), knownBeginning }, possible: [request, named('k'), named('a/b-c'), named('x'.repeat(40))] };
      },
    );
    expect(tally.allowed).toBeGreaterThan(100);
  });
});

const secret = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db';
const user = { kind: 'user', arn: 'arn:aws:iam::111111111111:user/ana', account: '111111111111' } as const;

function asked(statements: readonly object[], resource: string, knownBeginning: string | undefined, context: AuthorizationRequest['context'] = new Map()): AuthorizationRequest {
  const { document } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), { type: 'identity' });
  if (!document) throw new Error('no policy');
  return { principal: user, action: 'secretsmanager:GetSecretValue', resource: resource as AuthorizationRequest['resource'], ...(knownBeginning === undefined ? {} : { knownBeginning }), context, policies: { identity: policySet([compilePolicy(document, { type: 'identity' })]) } };
}

const onResource = (Effect: string, element: 'Resource' | 'NotResource', pattern: string): object => ({ Effect, Action: '*', [element]: pattern });
const everything = onResource('Allow', 'Resource', '*');

describe('a secret by its name, whose ARN has six more characters', () => {
  it.each<[string, readonly object[], Decision['decision']]>([
    ['all secrets', [everything], 'allowed'],
    ['six question marks', [onResource('Allow', 'Resource', `${secret}-??????`)], 'allowed'],
    ['a star', [onResource('Allow', 'Resource', `${secret}-*`)], 'allowed'],
    ['one ARN, which it may be', [onResource('Allow', 'Resource', `${secret}-AbCdEf`)], 'implicitDeny'],
    ['a part of the ARNs that it may have', [onResource('Allow', 'Resource', `${secret}-A*`)], 'implicitDeny'],
    ['seven characters', [onResource('Allow', 'Resource', `${secret}-???????`)], 'implicitDeny'],
    ['all but one ARN, which it may be', [onResource('Allow', 'NotResource', `${secret}-AbCdEf`)], 'implicitDeny'],
    ['all but another secret', [onResource('Allow', 'NotResource', `${secret}2-AbCdEf`)], 'allowed'],
    ['a denial of one ARN, which it may be', [everything, onResource('Deny', 'Resource', `${secret}-AbCdEf`)], 'explicitDeny'],
    ['a denial of a part of the ARNs', [everything, onResource('Deny', 'Resource', 'arn:aws:secretsmanager:*:*:secret:d*E?')], 'explicitDeny'],
    ['a denial of a variable', [everything, onResource('Deny', 'Resource', `${secret}-\${aws:username}`)], 'explicitDeny'],
    ['a denial of another secret', [everything, onResource('Deny', 'Resource', `${secret}2-AbCdEf`)], 'allowed'],
    ['a denial of all but the ones that begin so', [everything, onResource('Deny', 'NotResource', `${secret}-*`)], 'allowed'],
    ['a denial of all but one ARN, which it may be', [everything, onResource('Deny', 'NotResource', `${secret}-AbCdEf`)], 'explicitDeny'],
    ['a denial in another letter case of the head', [everything, onResource('Deny', 'Resource', `${secret.toUpperCase().replace('SECRET:DB', 'secret:db')}-AbCdEf`)], 'explicitDeny'],
    ['question marks that are meant', [onResource('Allow', 'Resource', `${secret}-\${?}\${?}\${?}\${?}\${?}\${?}`)], 'implicitDeny'],
  ])('%s', (_, statements, decision) => {
    const request = asked(statements, `${secret}-??????`, `${secret}-`);
    expect(evaluate(request).decision).toBe(decision);
    expect(explain(request)).toMatchObject({ decision: { decision } });
    expect(explain(request).fault).toBeUndefined();
    // Beside many other statements, which are found by an index.
    const others = Array.from({ length: 30 }, (__, index) => onResource(index % 2 === 0 ? 'Allow' : 'Deny', 'Resource', `arn:aws:secretsmanager:*:*:secret:other-${index}*`));
    expect(evaluate(asked([...others, ...statements], `${secret}-??????`, `${secret}-`)).decision).toBe(decision);
  });
});

describe('a key of which nobody knows the value', () => {
  const unknown = new Map([['aws:resourcetag/env', unknownValue]]);
  const when = (Effect: string, Condition: object): object => ({ Effect, Action: '*', Resource: '*', Condition });

  it.each<[string, object]>([
    ['StringEquals', { StringEquals: { 'aws:ResourceTag/env': 'prod' } }],
    ['StringNotEquals', { StringNotEquals: { 'aws:ResourceTag/env': 'prod' } }],
    ['StringEqualsIfExists', { StringEqualsIfExists: { 'aws:ResourceTag/env': 'prod' } }],
    ['ForAllValues', { 'ForAllValues:StringEquals': { 'aws:ResourceTag/env': 'prod' } }],
    ['ForAnyValue', { 'ForAnyValue:StringLike': { 'aws:ResourceTag/env': '*' } }],
    ['Null true', { Null: { 'aws:ResourceTag/env': 'true' } }],
    ['Null false', { Null: { 'aws:ResourceTag/env': 'false' } }],
    ['Null of a set', { 'ForAllValues:Null': { 'aws:ResourceTag/env': 'false' } }],
    ['no values', { StringNotEquals: { 'aws:ResourceTag/env': [] } }],
    ['a variable', { StringEquals: { 'aws:username': "${aws:ResourceTag/env, 'ana'}" } }],
  ])('keeps an Allow from matching and makes a Deny apply: %s (R4.11, R1.4)', (_, condition) => {
    const context = new Map([...unknown, ['aws:username', { values: ['ana'], multi: false }] as const]);
    expect(evaluate(asked([when('Allow', condition)], secret, undefined, context)).decision).not.toBe('allowed');
    expect(evaluate(asked([everything, when('Deny', condition)], secret, undefined, context)).decision).toBe('explicitDeny');
  });

  it('does not count where another condition is false', () => {
    const condition = { StringEquals: { 'aws:ResourceTag/env': 'prod' }, Bool: { 'aws:SecureTransport': 'false' } };
    expect(evaluate(asked([everything, when('Deny', condition)], secret, undefined, unknown)).decision).toBe('allowed');
  });

  it('is named as what kept a statement from matching', () => {
    const { policyTypes } = explain(asked([when('Allow', { StringEquals: { 'aws:ResourceTag/env': 'prod' } })], secret, undefined, unknown));
    expect(policyTypes[0]?.nearMisses[0]?.failures[0]).toMatchObject({ element: 'condition', because: 'unknown', result: 'undecided' });
    expect(policyTypes[0]?.missingContextKeys).toEqual(['aws:ResourceTag/env']);
  });
});
