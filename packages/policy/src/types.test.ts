/** What must not compile: `npm run typecheck` fails where a line below an expected error has none. */
import { describe, expectTypeOf, it } from 'vitest';
import { evaluate, explain, isActionName, isResourceName, missingContextKeys, policySet, simulationResult } from './index.ts';
import type { ActionName, AuthorizationRequest, ConditionReason, DecidingType, Decision, ElementFailure, Explanation, Outcome, Principal, ResourceName, SimulationResult, StrengthName } from './index.ts';

const principal: Principal = { kind: 'user', arn: 'arn:aws:iam::111111111111:user/ana', account: '111111111111' };
const request: AuthorizationRequest = { principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: new Map(), policies: { identity: policySet([]) } };

describe('a wrong request does not compile', () => {
  it('has an action of the form service:Name, and an ARN or `*`', () => {
    // @ts-expect-error an action without a service
    void ({ ...request, action: 'GetObject' } satisfies AuthorizationRequest);
    // @ts-expect-error a bucket's name is no ARN
    void ({ ...request, resource: 'b/k' } satisfies AuthorizationRequest);
    // @ts-expect-error the action is missing
    void ({ principal, resource: '*', context: new Map(), policies: {} } satisfies AuthorizationRequest);
    expectTypeOf<string>().not.toExtend<ActionName>();
    expectTypeOf<'*'>().toExtend<ResourceName>();
  });

  it('has a principal of one kind with what that kind has', () => {
    // @ts-expect-error a session has a role
    void ({ kind: 'roleSession', arn: 'arn:aws:sts::111111111111:assumed-role/r/s', account: '111111111111' } satisfies Principal);
    // @ts-expect-error a service has no ARN
    void ({ kind: 'service', service: 'lambda.amazonaws.com', arn: 'x' } satisfies Principal);
    // @ts-expect-error there is no such kind
    void ({ kind: 'group', arn: 'x', account: 'y' } satisfies Principal);
  });

  it('has compiled policies, not documents', () => {
    // @ts-expect-error a document is compiled before
    void ({ ...request, policies: { identity: { Version: '2012-10-17', Statement: [] } } } satisfies AuthorizationRequest);
    // @ts-expect-error service control policies are levels
    void ({ ...request, policies: { serviceControl: policySet([]) } } satisfies AuthorizationRequest);
    // @ts-expect-error there is no such type of policy
    void ({ ...request, policies: { boundary: policySet([]) } } satisfies AuthorizationRequest);
  });

  it('takes texts from outside once they are looked at', () => {
    const [action, resource]: readonly string[] = ['s3:GetObject', '*'];
    if (action === undefined || resource === undefined || !isActionName(action) || !isResourceName(resource)) throw new Error('not reached');
    expectTypeOf(action).toEqualTypeOf<ActionName>();
    expectTypeOf(evaluate({ ...request, action, resource })).toEqualTypeOf<Decision>();
  });
});

describe('answers are exhaustive', () => {
  it('decisions are three words, deciding types seven', () => {
    expectTypeOf<Decision['decision']>().toEqualTypeOf<'allowed' | 'implicitDeny' | 'explicitDeny'>();
    expectTypeOf<Outcome>().toEqualTypeOf<SimulationResult['EvalDecision']>();
    expectTypeOf<DecidingType>().toEqualTypeOf<'identity' | 'permissionsBoundary' | 'session' | 'resource' | 'serviceControl' | 'resourceControl' | 'vpcEndpoint'>();
    expectTypeOf<ElementFailure['element']>().toEqualTypeOf<'principal' | 'action' | 'resource' | 'condition'>();
    expectTypeOf<ConditionReason>().extract<'absent'>().not.toBeNever();
    expectTypeOf<StrengthName>().extract<'roleArn'>().not.toBeNever();
  });

  it('explanations lead to what the simulator answers', () => {
    expectTypeOf(explain(request)).toEqualTypeOf<Explanation>();
    expectTypeOf(simulationResult).parameter(0).toEqualTypeOf<Explanation>();
    expectTypeOf(missingContextKeys).returns.toEqualTypeOf<readonly string[]>();
    // @ts-expect-error an explanation cannot be changed
    explain(request).policyTypes = [];
  });

  it('a failure of a condition alone says why', () => {
    const describeFailure = (failure: ElementFailure): string => {
      switch (failure.element) {
        case 'condition':
          return failure.because;
        case 'principal':
          return failure.wanted.map(({ kind }) => kind).join();
        case 'action':
        case 'resource':
          return failure.wanted.join();
      }
    };
    expectTypeOf(describeFailure).returns.toEqualTypeOf<string>();
  });
});
