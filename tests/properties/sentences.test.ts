import { compilePolicy, evaluate, parsePolicy, policySet, printPolicy } from '@assent/policy';
import type { AuthorizationRequest } from '@assent/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Document, PolicyType, Statement } from '../reference/case.ts';
import { listOf } from '../reference/case.ts';
import { document, randomCase, statement } from './arbitrary.ts';
import { ofEngine, requestOf } from './comparison.ts';
import * as names from './names.ts';

/** Checks a sentence; a counter-example is printed as a case. */
function holds(check: (given: Case, pick: number) => boolean, wanted: (given: Case) => boolean = () => true, numRuns = 1500): void {
  fc.assert(
    fc.property(randomCase.filter(wanted), fc.nat(), (given, pick) => check(given, pick)),
    { numRuns, seed: 20261126, reporter: ({ failed, counterexample, errorInstance }) => {
      if (failed) throw new Error(`the counter-example as a case: ${JSON.stringify(counterexample?.[0])} (${String(errorInstance ?? '')})`);
    } },
  );
}

const isAllowed = (given: Case): boolean => ofEngine(given).decision === 'allowed';
const hasAccount = ({ principal }: Case): boolean => typeof principal === 'string' && principal !== '*';
const isRoot = ({ principal }: Case): boolean => typeof principal === 'string' && principal.endsWith(':root');
/** What is allowed whatever the policies say (R8.16). */
const isFree = ({ action }: Case): boolean => /^sts:get(calleridentity|sessiontoken)$/i.test(action);

type Policies = NonNullable<Case['policies']>;
const withPolicies = (given: Case, change: (policies: Policies) => Policies): Case => ({ ...given, policies: change(given.policies ?? {}) });

/** Every document of a case, changed. */
function mapDocuments(policies: Policies, change: (document: Document, type: PolicyType) => Document): Policies {
  const one = (type: PolicyType) => (each: Document): Document => change(each, type);
  return {
    ...(policies.identity ? { identity: policies.identity.map(one('identity')) } : {}),
    ...(policies.permissionsBoundary ? { permissionsBoundary: one('permissionsBoundary')(policies.permissionsBoundary) } : {}),
    ...(policies.session ? { session: policies.session.map(one('session')) } : {}),
    ...(policies.resource ? { resource: one('resource')(policies.resource) } : {}),
    ...(policies.serviceControl ? { serviceControl: policies.serviceControl.map((level) => level.map(one('serviceControl'))) } : {}),
    ...(policies.resourceControl ? { resourceControl: policies.resourceControl.map((level) => level.map(one('resourceControl'))) } : {}),
    ...(policies.vpcEndpoint ? { vpcEndpoint: one('vpcEndpoint')(policies.vpcEndpoint) } : {}),
  };
}

const withStatements = (given: Document, change: (statements: readonly Statement[]) => readonly Statement[]): Document => ({ ...given, Statement: change(listOf(given.Statement)) });

/** Changes the statement at a place that a number picks among those wanted. */
function changeOne(policies: Policies, pick: number, wanted: (each: Statement) => boolean, change: (each: Statement) => readonly Statement[]): Policies {
  let count = 0;
  mapDocuments(policies, (each) => (count += listOf(each.Statement).filter(wanted).length, each));
  let at = 0;
  return mapDocuments(policies, (each) =>
    withStatements(each, (statements) => statements.flatMap((one) => (wanted(one) && at++ === pick % Math.max(count, 1) ? change(one) : [one]))),
  );
}

const nobody = { Effect: 'Allow', Action: 'nothing:Nothing', Resource: 'arn:aws:nothing:::nothing' } as const;
const usesPrincipal = (type: PolicyType): boolean => type === 'resource' || type === 'vpcEndpoint' || type === 'resourceControl';
const denyAll = (type: PolicyType): Statement => ({ Effect: 'Deny', Action: '*', Resource: '*', ...(usesPrincipal(type) ? { Principal: '*' } : {}) });

describe('decisions', () => {
  it('an explicit deny in any applicable type denies', () => {
    const rescued = (given: Case): boolean => isRoot(given) && /bucketpolicy$/i.test(given.action);
    for (const type of ['identity', 'session', 'resource', 'vpcEndpoint'] as const) {
      const denied = (given: Case): Case =>
        withPolicies(given, (policies) => ({ ...policies, [type]: type === 'identity' || type === 'session' ? [{ Statement: denyAll(type) }] : { Statement: denyAll(type) } }));
      const applies = (given: Case): boolean => !/getcalleridentity/i.test(given.action) && !rescued(given) && (usesPrincipal(type) || (hasAccount(given) && !isRoot(given)));
      holds((given) => ofEngine(denied(given)).decision === 'explicitDeny', applies, 300);
    }
  });

  it('removing an Allow statement never allows more', () => {
    // A NotPrincipal that allows is an Allow too; a document keeps a statement that says nothing.
    const remove = (given: Case, pick: number): Case => withPolicies(given, (policies) => changeOne(policies, pick, ({ Effect }) => Effect === 'Allow', ({ Principal, NotPrincipal }) => [{ ...nobody, ...(Principal ?? NotPrincipal ? { Principal: '*' } : {}) }]));
    // R11.19: without its public statement a bucket policy is no longer public, and serves others again.
    holds((given, pick) => isAllowed(given) || !isAllowed(remove(given, pick)), (given) => given.blockPublicAccess?.restrictPublicBuckets !== true);
  });

  it('adding a Deny never allows more', () => {
    fc.assert(
      fc.property(randomCase, statement('none', 100), statement('any', 100), (given, plain, principal) => {
        const more = withPolicies(given, (policies) => mapDocuments(policies, (each, type) => withStatements(each, (statements) => [...statements, usesPrincipal(type) ? principal : plain])));
        return isAllowed(given) || !isAllowed(more);
      }),
      { numRuns: 1500, seed: 20261126 },
    );
  });

  it.each(['serviceControl', 'resourceControl'] as const)('a policy of type %s never grants', (type) => {
    const without = (given: Case): Case => withPolicies(given, ({ [type]: _, ...policies }) => policies);
    holds((given) => !isAllowed(given) || isAllowed(without(given)), ({ policies }) => policies?.[type] !== undefined);
  });

  it('a permissions boundary never grants', () => {
    const alone = (given: Case): Case => withPolicies(given, (policies) => ({ ...policies, identity: [], resource: { Statement: { ...nobody, Principal: '*' } } }));
    const bounded = (given: Case): Case => withPolicies(given, (policies) => ({ ...policies, permissionsBoundary: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } }));
    holds((given) => !isAllowed(bounded(alone(given))), (given) => !isRoot(given) && !isFree(given));
  });

  it('adding an unrelated statement changes nothing', () => {
    const more = (given: Case): Case => withPolicies(given, (policies) => mapDocuments(policies, (each, type) => withStatements(each, (statements) => [...statements, usesPrincipal(type) ? { ...nobody, Principal: { AWS: '333333333333' } } : nobody])));
    holds((given) => JSON.stringify(ofEngine(given)) === JSON.stringify(ofEngine(more(given))));
  });

  it('the order of statements and of policies changes nothing in the decision', () => {
    const turned = (given: Case): Case =>
      withPolicies(given, (policies) => {
        const all = mapDocuments(policies, (each) => withStatements(each, (statements) => statements.toReversed()));
        return { ...all, ...(all.identity ? { identity: all.identity.toReversed() } : {}), ...(all.session ? { session: all.session.toReversed() } : {}) };
      });
    holds((given) => {
      const [one, other] = [ofEngine(given), ofEngine(turned(given))];
      return one.decision === other.decision && one.by === other.by;
    });
  });

  it('the letter case of actions changes nothing', () => {
    const loud = (given: Case): Case => ({ ...given, action: given.action.toUpperCase() });
    holds((given) => JSON.stringify(ofEngine(given)) === JSON.stringify(ofEngine(loud(given))));
  });

  it('evaluation never throws, whatever the text of the request', () => {
    fc.assert(
      fc.property(randomCase, fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (given, action, resource) => {
        const request = requestOf(given);
        return ['allowed', 'explicitDeny', 'implicitDeny'].includes(evaluate({ ...request, action: `${action}:${resource}`, resource: `arn:${resource}` }).decision);
      }),
      { numRuns: 1500, seed: 20261126 },
    );
  });

  it('what fails inside is a denial that names itself (R1.4)', () => {
    const broken = { get: (): never => { throw new Error('the context is broken'); } };
    const { document: parsed } = parsePolicy('{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/k": "x"}}}}');
    if (!parsed) throw new Error('not a policy');
    const request: AuthorizationRequest = { principal: { kind: 'user', arn: names.users[0] ?? '', account: '111111111111' }, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: broken, policies: { identity: policySet([compilePolicy(parsed, { type: 'identity' })]) } };
    const { decision, rule, reason } = evaluate(request);
    expect({ decision, rule, reason }).toEqual({ decision: 'explicitDeny', rule: 'R1.4', reason: 'the request could not be evaluated: the context is broken' });
  });
});

describe('documents', () => {
  it('what is printed is parsed as the same policy', () => {
    fc.assert(
      fc.property(document('any', 50), (given) => {
        const read = (text: string): string => {
          const { document: parsed } = parsePolicy(text);
          return parsed ? printPolicy(parsed) : 'no policy';
        };
        const printed = read(JSON.stringify(given));
        return printed !== 'no policy' && read(printed) === printed;
      }),
      { numRuns: 1500, seed: 20261126 },
    );
  });

  it('a document that does not parse is never partly evaluated', () => {
    fc.assert(
      fc.property(document('none'), fc.constantFrom('"Effect":"allow"', '"Effect":"Allow","Effect":"Allow"', '"Effect":"Allow","Extra":1', '"Effect":"Allow","Condition":{"Unknown":{"k":"v"}}'), (given, fault) => {
        const text = `{"Statement":[${listOf(given.Statement).map((each) => JSON.stringify(each)).join(',')},{${fault},"Action":"*","Resource":"*"}]}`;
        const { document: parsed, faults } = parsePolicy(text, { type: 'identity' });
        return parsed === undefined && faults.length > 0;
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });
});

describe('patterns', () => {
  const quote = (text: string): string => text.replace(/[\\^$.|+(){}[\]/]/g, '\\$&');
  const ask = (action: string, resource: string, one: object): boolean => isAllowed({ principal: names.users[0] ?? '', action, resource, resourceAccount: '111111111111', context: { 'aws:PrincipalTag/k': resource }, policies: { identity: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...one } }] } });
  const letters = (...all: readonly string[]): fc.Arbitrary<string> => fc.array(fc.constantFrom(...all), { maxLength: 7 }).map((each) => each.join(''));

  it('StringLike matches what a naive regular expression says', () => {
    fc.assert(
      fc.property(letters('a', 'b', '*', '?', ':', 'é'), letters('a', 'b', ':', 'é', '/'), (pattern, text) => {
        const wanted = new RegExp(`^${quote(pattern).replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'su').test(`arn:aws:s3:::${text}`.slice(13));
        return isAllowed({ principal: names.users[0] ?? '', action: 's3:GetObject', resource: 'arn:aws:s3:::b', context: { 'aws:PrincipalTag/k': text }, policies: { identity: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringLike: { 'aws:PrincipalTag/k': pattern } } } }] } }) === wanted;
      }),
      { numRuns: 3000, seed: 20261126 },
    );
  });

  it('an action matches what a naive regular expression says (R3.1, R3.2)', () => {
    fc.assert(
      fc.property(letters('a', 'B', '*', '?'), letters('a', 'b', '*', '?'), letters('a', 'b').filter((text) => text !== ''), letters('A', 'b').filter((text) => text !== ''), (service, name, asked, action) => {
        const wanted = new RegExp(`^${`${service}:${name}`.replace(/\*/g, '[^:]*').replace(/\?/g, '[^:]')}$`, 'i').test(`${asked}:${action}`);
        return ask(`${asked}:${action}`, 'arn:aws:s3:::b', { Action: `${service}:${name}` }) === wanted;
      }),
      { numRuns: 3000, seed: 20261126 },
    );
  });

  it('a six-part resource pattern matches what a naive regular expression says (R3.5)', () => {
    fc.assert(
      fc.property(letters('a', '*', '?'), letters('a', 'b', '*', '?', ':', '/'), letters('a', 'b'), letters('a', 'b', '/', ':'), (region, rest, askedRegion, askedRest) => {
        // R3.5b and c: a star before a colon or at the end takes everything, another one all but a structural colon. The
        // first five colons are written as `|` on the side of the request, and so is what structural colons are matched by.
        const written = `arn:aws:x:${region}::${rest}`;
        const wanted = new RegExp(`^${quote(written).replace(/\*(?=:|$)/g, '\u0001').replace(/\*/g, '[^|]*').replace(/\?/g, '[^|]').replace(/:/g, '[|:]').replace(/\u0001/g, '.*')}$`, 'su').test(`arn|aws|x|${askedRegion}||${askedRest}`);
        return ask('x:Y', `arn:aws:x:${askedRegion}::${askedRest}`, { Resource: written }) === wanted;
      }),
      { numRuns: 3000, seed: 20261126 },
    );
  });
});
