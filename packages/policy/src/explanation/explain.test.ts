import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingWritten, readJsonValue } from '../cases/case-value.ts';
import { readCase } from '../cases/read-case.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { AuthorizationRequest } from '../evaluation/request.ts';
import { defaultSemantics } from '../evaluation/semantics.ts';
import { explain, missingContextKeys } from './explain.ts';
import type { Explanation, StatementExplanation } from './explanation.ts';
import { simulationResult } from './simulation-result.ts';

const A = '111111111111';
const B = '222222222222';
const ana = `arn:aws:iam::${A}:user/ana`;
const session = `arn:aws:sts::${A}:assumed-role/r/s`;
const object = 'arn:aws:s3:::b/k';
const member = { id: 'o-aaaaaaaaaa', managementAccount: '999999999999', principalPath: 'o-aaaaaaaaaa/r-ab12/', resourcePath: 'o-aaaaaaaaaa/r-ab12/' };

const policy = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });
const statement = (Effect: string, rest: object = {}): object => ({ Effect, Action: 's3:*', Resource: '*', ...rest });
const get = { principal: ana, action: 's3:GetObject', resource: object, resourceAccount: A };

function requestOf(fields: object): AuthorizationRequest {
  const { value, written } = readJsonValue(JSON.stringify(fields));
  return readCase(value, written).request;
}

const explainCase = (fields: object): Explanation => explain(requestOf(fields));
const typeOf = (explanation: Explanation, type: string): Explanation['policyTypes'][number] => {
  const found = explanation.policyTypes.find((each) => each.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
};

describe('what a type said, and why', () => {
  it.each<[what: string, fields: object, type: string, result: string, rule: string]>([
    ['no identity policy', get, 'identity', 'implicitDeny', 'R8.1'],
    ['an identity policy that allows', { ...get, policies: { identity: [policy(statement('Allow'))] } }, 'identity', 'allowed', 'R1.3'],
    ['the root has none', { ...get, principal: `arn:aws:iam::${A}:root`, policies: { identity: [policy(statement('Allow'))] } }, 'identity', 'notApplicable', 'R8.12'],
    ['no boundary', get, 'permissionsBoundary', 'notApplicable', 'R8.10'],
    ['a boundary that does not allow', { ...get, policies: { permissionsBoundary: policy(statement('Allow', { Action: 'sqs:*' })) } }, 'permissionsBoundary', 'implicitDeny', 'R8.10'],
    ['a federated user without session policy', { ...get, principal: `arn:aws:sts::${A}:federated-user/f` }, 'session', 'implicitDeny', 'R8.11b'],
    ['the management account', { ...get, organization: { ...member, managementAccount: A }, policies: { serviceControl: [[policy(statement('Deny'))]] } }, 'serviceControl', 'notApplicable', 'R10.1'],
    ['a service-linked role', { ...get, principal: session, principalRole: `arn:aws:iam::${A}:role/aws-service-role/x.amazonaws.com/r`, policies: { serviceControl: [[policy(statement('Deny'))]] } }, 'serviceControl', 'notApplicable', 'R8.14'],
    ['a service that resource control policies leave alone', { ...get, action: 'ec2:StartInstances', resource: '*', policies: { resourceControl: [[policy(statement('Deny', { Principal: '*', Action: '*' }))]] } }, 'resourceControl', 'notApplicable', 'R10.11'],
    ['a resource control policy that denies nothing here', { ...get, organization: member, policies: { resourceControl: [[]] } }, 'resourceControl', 'allowed', 'R10.4'],
    ['a level of service control policies that allows nothing', { ...get, organization: member, policies: { serviceControl: [[policy(statement('Allow'))], []] } }, 'serviceControl', 'implicitDeny', 'R10.3'],
    ['a resource policy that is missing across accounts', { ...get, resourceAccount: B }, 'resource', 'implicitDeny', 'R8.7'],
    ['a role without trust', { ...get, action: 'sts:AssumeRole', resource: `arn:aws:iam::${A}:role/r` }, 'resource', 'implicitDeny', 'R8.5'],
    ['a bucket policy that the root may repair', { ...get, principal: `arn:aws:iam::${A}:root`, action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::b', policies: { resource: policy(statement('Deny', { Principal: '*' })) } }, 'resource', 'implicitDeny', 'R8.12'],
    ['a public bucket policy that is restricted', { ...get, resourceAccount: B, blockPublicAccess: { restrictPublicBuckets: true }, policies: { resource: policy(statement('Allow', { Principal: '*' })) } }, 'resource', 'implicitDeny', 'R11.19'],
    ['a key operation that accounts cannot share (R11.9)', { ...get, action: 'kms:DeleteAlias', resource: `arn:aws:kms:us-east-1:${B}:key/k`, resourceAccount: B, policies: { resource: policy(statement('Allow', { Principal: '*', Action: 'kms:*' })) } }, 'resource', 'implicitDeny', 'R8.7'],
    ['a provider of the other kind', { ...get, principal: { Federated: `arn:aws:iam::${A}:saml-provider/p` }, action: 'sts:AssumeRoleWithWebIdentity', resource: `arn:aws:iam::${A}:role/r`, policies: { resource: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${A}:saml-provider/p` }, Action: 'sts:*' }) } }, 'resource', 'implicitDeny', 'R11.4'],
    ['a gateway endpoint whose policy names the account', { ...get, policies: { identity: [policy(statement('Allow'))], vpcEndpoint: policy(statement('Allow', { Principal: { AWS: A } })) } }, 'vpcEndpoint', 'implicitDeny', 'R8.13'],
    ['no endpoint', get, 'vpcEndpoint', 'notApplicable', 'R8.13'],
    ['a denial that cannot be evaluated', { ...get, context: { n: 'x' }, policies: { identity: [policy(statement('Deny', { Condition: { NumericEquals: { n: '1' } } }))] } }, 'identity', 'explicitDeny', 'R1.4'],
    ['whoever asks who it is (R8.16)', { ...get, action: 'sts:GetCallerIdentity', resource: '*' }, 'identity', 'notApplicable', 'R8.16'],
  ])('%s', (_what, fields, type, result, rule) => expect(typeOf(explainCase(fields), type)).toMatchObject({ result, rule }));

  it('tells the levels of a hierarchy apart', () => {
    const explanation = explainCase({ ...get, organization: member, policies: { serviceControl: [[policy(statement('Allow'))], [], [policy(statement('Deny'))]] } });
    expect(typeOf(explanation, 'serviceControl').levels).toEqual([
      { level: 0, result: 'allowed' },
      { level: 1, result: 'implicitDeny' },
      { level: 2, result: 'explicitDeny' },
    ]);
  });

  it('says what granted and what left nothing of it', () => {
    const explanation = explainCase({ ...get, policies: { identity: [policy(statement('Allow'))], permissionsBoundary: policy(statement('Allow', { Action: 'sqs:*' })) } });
    expect(explanation).toMatchObject({ granted: ['identity'], withheld: ['permissionsBoundary'], decision: { by: 'permissionsBoundary', rule: 'R8.1' } });
    expect(explanation.message).toMatch(/because no permissions boundary allows the s3:GetObject action$/);
  });
});

describe('a statement that matched', () => {
  it('is told with its place, its Sid, and how it names the caller', () => {
    const resource = policy(statement('Allow', { Sid: 'Ana', Principal: { AWS: [ana, A] } }));
    const [matched] = typeOf(explainCase({ ...get, policies: { resource } }), 'resource').matched;
    const text = JSON.stringify(resource);
    expect(matched).toMatchObject({ statement: { sid: 'Ana', documentIndex: 0, statementIndex: 0, effect: 'Allow' }, strengths: ['account', 'userArn'], failures: [] });
    expect(text.slice(matched?.span.start.offset, matched?.span.end.offset)).toBe(JSON.stringify(statement('Allow', { Sid: 'Ana', Principal: { AWS: [ana, A] } })));
  });
});

const nearMiss = (fields: object): StatementExplanation | undefined =>
  explainCase(fields).policyTypes.flatMap(({ nearMisses }) => nearMisses)[0];

describe('a statement that nearly matched names the one element that failed', () => {
  const withCondition = (condition: object, context: object = {}): object => ({ ...get, context, policies: { identity: [policy(statement('Allow', { Condition: condition }))] } });

  it.each<[what: string, fields: object, failure: object]>([
    ['the action', { ...get, policies: { identity: [policy(statement('Allow', { Action: ['s3:Put*', 'sqs:*'] }))] } }, { element: 'action', negated: false, wanted: ['s3:Put*', 'sqs:*'], found: 's3:GetObject' }],
    ['NotAction', { ...get, policies: { identity: [policy({ Effect: 'Allow', NotAction: 's3:Get*', Resource: '*' })] } }, { element: 'action', negated: true, wanted: ['s3:Get*'] }],
    ['the resource', { ...get, policies: { identity: [policy(statement('Allow', { Resource: 'arn:aws:s3:::c/*' }))] } }, { element: 'resource', wanted: ['arn:aws:s3:::c/*'], found: object, variables: [] }],
    ['a variable of the resource', { ...get, policies: { identity: [policy(statement('Allow', { Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/team}/*' }))] } }, { element: 'resource', variables: [{ name: 'aws:PrincipalTag/team' }] }],
    ['the principal', { ...get, policies: { resource: policy(statement('Allow', { Principal: { AWS: B } })) } }, { element: 'principal', wanted: [{ kind: 'AWS', value: B }], found: ana }],
    ['a key that is absent (R4.2)', withCondition({ StringEquals: { 'aws:PrincipalTag/team': 'x' } }), { element: 'condition', operator: 'StringEquals', key: 'aws:PrincipalTag/team', wanted: ['x'], because: 'absent' }],
    ['a value that differs', withCondition({ StringEquals: { k: ['x', 'y'] } }, { k: 'z' }), { wanted: ['x', 'y'], found: ['z'], because: 'unequal' }],
    ['a value that is excluded', withCondition({ StringNotEqualsIfExists: { k: 'x' } }, { k: 'x' }), { operator: 'StringNotEqualsIfExists', because: 'excluded' }],
    ['a list without set operator (R4.6)', withCondition({ StringEquals: { k: 'x' } }, { k: ['x'] }), { because: 'multivalued' }],
    ['empty strings under a set operator (R4.5)', withCondition({ 'ForAnyValue:StringEquals': { k: 'x' } }, { k: [''] }), { operator: 'ForAnyValue:StringEquals', because: 'empty' }],
    ['a variable without a value (R5.4)', withCondition({ StringEquals: { k: '${aws:PrincipalTag/team}' } }, { k: 'x' }), { because: 'unresolvedVariable', variables: [{ name: 'aws:PrincipalTag/team' }] }],
    ['a variable with a value', withCondition({ StringEquals: { k: '${aws:username}' } }, { k: 'x' }), { because: 'unequal', variables: [{ name: 'aws:username', value: 'ana' }] }],
    ['a value that cannot be read (R4.11)', withCondition({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { 'aws:SourceIp': 'here' }), { because: 'unparseable', result: 'undecided', unreadable: ['here'] }],
    ['an empty list (R2.15)', withCondition({ StringEquals: { k: [] } }, { k: 'x' }), { because: 'noValues' }],
    ['a key that should not be there', withCondition({ Null: { k: 'true' } }, { k: 'x' }), { because: 'present' }],
    ['a key that should be there', withCondition({ Null: { k: 'false' } }), { because: 'absent' }],
  ])('%s', (_what, fields, failure) => expect(nearMiss(fields)?.failures).toMatchObject([failure]));

  it('is not told where two elements failed, unless all are asked for', () => {
    const fields = { ...get, policies: { identity: [policy(statement('Allow', { Action: 'sqs:*', Resource: 'arn:aws:sqs:::q', Condition: { Bool: { k: 'true' } } }))] } };
    expect(nearMiss(fields)).toBeUndefined();
    const [other] = typeOf(explain(requestOf(fields), defaultSemantics, { statements: 'all' }), 'identity').others ?? [];
    expect(other?.failures.map(({ element }) => element)).toEqual(['action', 'resource', 'condition']);
  });

  it('is told in the order of the documents, however many there are', () => {
    const many = policy(...Array.from({ length: 60 }, (_, index) => statement('Allow', index % 2 === 0 ? { Sid: String(index), Action: 'sqs:*' } : { Sid: String(index), Resource: `arn:aws:s3:::b${index}/*` })));
    const sids = typeOf(explainCase({ ...get, policies: { identity: [many] } }), 'identity').nearMisses.map((each) => Number(each.statement.sid));
    expect(sids).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });
});

describe('decisions of ours that a result rests on', () => {
  const trust = policy({ Effect: 'Allow', Principal: { AWS: ana }, Action: 'sts:AssumeRole' });
  const assume = { principal: ana, action: 'sts:AssumeRole', resource: `arn:aws:iam::${A}:role/r` };
  const key = 'arn:aws:s3:::b/*';
  it.each<[numbers: readonly string[], what: string, fields: object]>([
    [[], 'an ordinary allowance', { ...get, policies: { identity: [policy(statement('Allow'))] } }],
    [['D40'], 'a trust policy that names the user, whose boundary does not allow (R8.18)', { ...assume, policies: { resource: trust, permissionsBoundary: policy(statement('Allow')) } }],
    [[], 'the same without a boundary', { ...assume, policies: { resource: trust } }],
    [['D24'], 'a user named by a star alone', { ...get, policies: { resource: policy(statement('Allow', { Principal: '*' })) } }],
    [[], 'a role session reached by aws:PrincipalArn', { ...get, principal: session, policies: { resource: policy(statement('Allow', { Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${A}:role/r` } } })) } }],
    [['D34'], 'two types that deny', { ...get, policies: { identity: [policy(statement('Deny'))], permissionsBoundary: policy(statement('Deny')) } }],
    [[], 'identity and resource that deny', { ...get, policies: { identity: [policy(statement('Deny'))], resource: policy(statement('Deny', { Principal: '*' })) } }],
    [['D38'], 'the root of another account', { ...get, principal: `arn:aws:iam::${B}:root`, policies: { resource: policy(statement('Allow', { Principal: { AWS: B } })) } }],
    [['D39'], 'a service admitted by a star', { ...get, principal: { Service: 'lambda.amazonaws.com' }, policies: { resource: policy(statement('Allow', { Principal: '*' })) } }],
    [['D47'], 'a denial that cannot be evaluated', { ...get, context: { n: 'x' }, policies: { identity: [policy(statement('Deny', { Condition: { NumericEquals: { n: '1' } } }))] } }],
    [['D9'], 'NotPrincipal that lists the user without its account', { ...get, policies: { resource: policy({ Effect: 'Deny', NotPrincipal: { AWS: ana }, Action: 's3:*', Resource: key }) } }],
    [['D3'], 'an unresolvable variable under a negated operator', { ...get, context: { k: 'x' }, policies: { identity: [policy(statement('Deny', { Condition: { StringNotEquals: { k: '${aws:PrincipalTag/t}' } } }))] } }],
    [['D4'], 'NotResource with an unresolvable variable', { ...get, policies: { identity: [policy({ Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::${aws:PrincipalTag/t}' })] } }],
    [['D6'], 'an empty string that is nothing', { ...get, context: { k: '' }, policies: { identity: [policy(statement('Allow', { Condition: { Null: { k: 'true' } } }))] } }],
    [['D42'], 'a federated user in another account', { ...get, principal: `arn:aws:sts::${A}:federated-user/f`, resourceAccount: B, policies: { identity: [policy(statement('Allow'))], session: [policy(statement('Allow'))], resource: policy(statement('Allow', { Principal: { AWS: `arn:aws:sts::${A}:federated-user/f` } })) } }],
    [['D66'], 'a policy of AWS', { ...get, resourceAccount: undefined, action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess', policies: { identity: [policy(statement('Allow', { Action: 'iam:*' }))] } }],
  ])('%j: %s', (numbers, _what, fields) => expect(explainCase(fields).decisionNumbers).toEqual(numbers));
});

describe('what the policy simulator answers (R21.40, R21.41, R21.43)', () => {
  it('has positions behind the braces', () => {
    const [matched] = simulationResult(explainCase({ ...get, policies: { identity: [{ Version: '2012-10-17', Statement: statement('Allow') }] } })).MatchedStatements;
    // {"Version":"2012-10-17","Statement":{ is 37 characters long.
    expect(matched).toEqual({ SourcePolicyType: 'IAM Policy', StartPosition: { Line: 1, Column: 38 }, EndPosition: { Line: 1, Column: 37 + JSON.stringify(statement('Allow')).length } });
  });

  it('names the denying statements alone where one denies', () => {
    const result = simulationResult(explainCase({ ...get, policies: { identity: [policy(statement('Allow'), statement('Deny', { Action: 's3:Get*' }))] } }));
    expect(result).toMatchObject({ EvalDecision: 'explicitDeny', EvalDecisionDetails: {} });
    expect(result.MatchedStatements).toHaveLength(1);
    expect(result).not.toHaveProperty('PermissionsBoundaryDecisionDetail');
    expect(result).not.toHaveProperty('OrganizationsDecisionDetail');
  });

  it('tells boundary, organization and both sides across accounts', () => {
    const policies = {
      identity: [policy(statement('Allow'))],
      permissionsBoundary: policy(statement('Allow', { Action: 'sqs:*' })),
      resource: policy(statement('Allow', { Principal: { AWS: A } })),
      serviceControl: [[policy(statement('Allow'))]],
    };
    expect(simulationResult(explainCase({ ...get, resourceAccount: B, organization: member, policies }))).toMatchObject({
      EvalDecision: 'implicitDeny',
      EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' },
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
  });

  it('lists the keys that policies ask for and the request does not have', () => {
    const explanation = explainCase({
      ...get,
      context: { 'aws:SourceIp': '10.0.0.1' },
      policies: { identity: [policy(statement('Allow', { Resource: 'arn:aws:s3:::b/${aws:username}/${s3:Prefix}', Condition: { StringLike: { 's3:prefix': 'x', 'aws:SourceIp': 'y', 'ec2:Region': '*' } } }))] },
    });
    expect(missingContextKeys(explanation)).toEqual(['s3:Prefix', 'ec2:Region']);
  });
});

/** Requests from small pools, so that statements hit and nearly hit. */
const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const principalElement = pick<object>({ Principal: '*' }, { Principal: { AWS: ana } }, { Principal: { AWS: A } }, { Principal: { AWS: `arn:aws:iam::${A}:role/r` } }, { Principal: { Service: 'lambda.amazonaws.com' } }, { NotPrincipal: { AWS: [ana, A] } }, {});
const condition = pick<object>({}, {}, { Condition: { StringEquals: { k: 'x' } } }, { Condition: { NumericLessThan: { n: '3' } } }, { Condition: { StringNotEquals: { k: '${aws:username}' }, Null: { n: 'true' } } }, { Condition: { 'ForAllValues:StringLike': { k: ['x*', 'y'] } } });
const anyStatement = fc
  .record({
    Effect: pick('Allow', 'Allow', 'Deny'),
    action: pick<object>({ Action: 's3:*' }, { Action: '*' }, { Action: ['s3:Get*', 'sts:*'] }, { NotAction: 's3:GetObject' }, { Action: 'sqs:*' }),
    resource: pick<object>({ Resource: '*' }, { Resource: 'arn:aws:s3:::b/*' }, { Resource: object }, { NotResource: object }, { Resource: 'arn:aws:s3:::b/${aws:username}' }),
    condition,
  })
  .map(({ Effect, action, resource, condition: when }) => ({ Effect, ...action, ...resource, ...when }));
const documents = fc.array(anyStatement, { minLength: 1, maxLength: 3 }).map((statements) => policy(...statements));
const withPrincipals = fc.array(fc.tuple(anyStatement, principalElement), { minLength: 1, maxLength: 3 }).map((pairs) => policy(...pairs.map(([each, who]) => ({ ...each, ...who }))));
/** More statements than are asked one by one. */
const large = fc.array(anyStatement, { minLength: 40, maxLength: 50 }).map((statements) => policy(...statements));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const anyCase = fc.record({
  principal: pick<unknown>(ana, session, `arn:aws:iam::${A}:root`, `arn:aws:sts::${A}:federated-user/f`, '*', { Service: 'lambda.amazonaws.com' }),
  action: pick('s3:GetObject', 's3:PutObject', 'sts:AssumeRole', 'sts:GetCallerIdentity', 's3:PutBucketPolicy'),
  resource: pick('*', object, 'arn:aws:s3:::b/ana', `arn:aws:iam::${A}:role/r`),
  resourceAccount: maybe(pick(A, B)),
  context: pick({}, { k: 'x' }, { k: ['x', 'y'], n: '2' }, { n: 'junk' }, { k: '' }),
  organization: maybe(pick(member, { ...member, managementAccount: A })),
  blockPublicAccess: maybe(pick({ restrictPublicBuckets: true })),
  policies: fc.record({
    identity: maybe(fc.array(fc.oneof({ weight: 4, arbitrary: documents }, { weight: 1, arbitrary: large }), { maxLength: 2 })),
    permissionsBoundary: maybe(documents),
    session: maybe(fc.array(documents, { maxLength: 2 })),
    resource: maybe(withPrincipals),
    serviceControl: maybe(fc.array(fc.array(documents, { maxLength: 2 }), { maxLength: 2 })),
    resourceControl: maybe(fc.array(fc.array(withPrincipals, { maxLength: 2 }), { maxLength: 2 })),
    vpcEndpoint: maybe(withPrincipals),
  }),
});

describe('an explanation', () => {
  it('has the very decision that evaluate takes, whatever the request', () => {
    fc.assert(
      fc.property(anyCase, (fields) => {
        const request = requestOf(fields);
        const decision = evaluate(request);
        const explanation = explain(request);
        const { decision: explained } = explanation;
        expect(explained.decision).toBe(decision.decision);
        expect(explained.by).toBe(decision.by);
        expect(explained.rule).toBe(decision.rule);
        expect(explained.reason).toBe(decision.reason);
        expect(explained.matchedStatements).toEqual(decision.matchedStatements);
        expect(explanation.policyTypes.flatMap(({ matched }) => matched.map(({ statement: one }) => one))).toEqual(decision.matchedStatements);
        expect(explanation).not.toHaveProperty('fault');
      }),
      { numRuns: 1500 },
    );
  });

  it('agrees with the type that decided, and tells each statement in one place', () => {
    fc.assert(
      fc.property(anyCase, (fields) => {
        const request = requestOf(fields);
        const near = explain(request);
        const all = explain(request, defaultSemantics, { statements: 'all' });
        const by = near.policyTypes.find(({ type }) => type === near.decision.by);
        if (by && near.decision.rule !== 'R8.15' && near.decision.rule !== 'R8.7' && near.decision.decision !== 'allowed') {
          expect(by.result === 'notApplicable' ? 'implicitDeny' : by.result).toBe(near.decision.decision === 'explicitDeny' ? 'explicitDeny' : by.type === 'resource' && by.result === 'allowed' ? 'allowed' : 'implicitDeny');
        }
        for (const [index, type] of all.policyTypes.entries()) {
          const { matched, nearMisses, others = [] } = type;
          expect(near.policyTypes[index]).toMatchObject({ type: type.type, result: type.result, matched, nearMisses });
          const ids = [...matched, ...nearMisses, ...others].map(({ statement: { level, documentIndex, statementIndex } }) => `${level} ${documentIndex} ${statementIndex}`);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never throws: a fault inside is told beside a denial (R1.4)', () => {
    const request: AuthorizationRequest = {
      ...requestOf({ ...get, policies: { identity: [policy(statement('Allow', { Condition: { StringEquals: { k: 'x' } } }))] } }),
      context: {
        get: () => {
          throw new Error('the context is out of reach');
        },
      },
    };
    expect(explain(request)).toMatchObject({ decision: { decision: 'explicitDeny', rule: 'R1.4' } });
    let asked = 0;
    const flaky = { ...request, context: { get: () => (asked++ > 0 ? request.context.get('k') : undefined) } };
    expect(explain(flaky)).toMatchObject({ decision: { decision: 'implicitDeny' }, fault: 'the context is out of reach', policyTypes: [] });
  });

  it('reads cases that were written in no JSON', () => {
    const { request } = readCase({ ...get, policies: { identity: [policy(statement('Allow')) as never] } }, nothingWritten);
    expect(explain(request).decision.decision).toBe('allowed');
  });
});
