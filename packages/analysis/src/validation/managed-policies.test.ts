import { findAction, listManagedPolicies, managedPolicyDocument } from '@assent/catalog';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding/finding.ts';
import { validatePolicy } from './validate-policy.ts';

const policies = listManagedPolicies().map(({ arn, name }) => {
  const text = managedPolicyDocument(arn) ?? '';
  return { name, text, findings: validatePolicy(text, { policyType: 'IDENTITY_POLICY' }) };
});

const named = (holds: (finding: Finding) => boolean): Record<string, readonly string[]> =>
  Object.fromEntries(
    policies.flatMap(({ name, findings }) => {
      const codes = [...new Set(findings.filter(holds).map(({ issueCode }) => issueCode))].sort();
      return codes.length === 0 ? [] : [[name, codes]];
    }),
  );

describe('policies that AWS manages', () => {
  it('have no finding of type ERROR but these', () => {
    expect(named(({ findingType }) => findingType === 'ERROR')).toEqual({
      // AWS's own answers for them name these actions, which do not exist.
      AWSCodeStarFullAccess: ['INVALID_ACTION'],
      AWSIAMIdentityCenterAllowListForIdentityContext: ['INVALID_ACTION'],
      // AWS's own answers for the first two say so: `events:detail-type` has many values, and has no set operator.
      AWSAuditManagerAdministratorAccess: ['MISSING_QUALIFIER'],
      AWSAuditManagerServiceRolePolicy: ['MISSING_QUALIFIER'],
      CloudTrailEventContext: ['MISSING_QUALIFIER'],
      SageMakerStudioProjectProvisioningRolePolicy: ['MISSING_QUALIFIER'],
      // `arn:aws:organizations::*:` has no resource part, and matches nothing that there is.
      AmazonDevOpsGuruOrganizationsAccess: ['INVALID_ARN_RESOURCE'],
    });
  });

  it('let service-linked roles of any service be made where AWS says that they do', () => {
    const codes = new Set(['CREATE_SLR_WITH_STAR_IN_RESOURCE', 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE']);
    // The page on policy checks lists all of them but the two newer ones, AdministratorAccess-Amplify and AWSMcpServiceActionsFullAccess.
    expect(Object.keys(named(({ issueCode }) => codes.has(issueCode))).sort()).toEqual([
      'AWSMcpServiceActionsFullAccess',
      'AWSOrganizationsServiceTrustPolicy',
      'AdministratorAccess',
      'AdministratorAccess-Amplify',
      'AlexaForBusinessFullAccess',
      'IAMFullAccess',
      'PowerUserAccess',
    ]);
  });

  it('are called too broad in their resources for actions on roles alone, never for actions without resource types', () => {
    const broad = policies.flatMap(({ text, findings }) => findings.filter(({ issueCode }) => issueCode.includes('STAR_IN')).map(({ locations }) => text.slice((locations[0]?.span.start.offset ?? 0) + 1, (locations[0]?.span.end.offset ?? 0) - 1)));
    expect(broad.length).toBeGreaterThan(0);
    expect(broad.filter((action) => !/[*?]/.test(action) && findAction(action)?.resources.length === 0)).toEqual([]);
  });
});

/** What AWS answered for policies that have stayed the same since: codes in the order of the document. */
const answers: Readonly<Record<string, readonly string[]>> = {
  AWSElasticBeanstalkService: ['REDUNDANT_RESOURCE', 'PASS_ROLE_WITH_STAR_IN_RESOURCE'],
  AIOpsAssistantPolicy: ['POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', 'TYPE_MISMATCH', 'REDUNDANT_RESOURCE', 'REDUNDANT_RESOURCE'],
  AWSDeepLensLambdaFunctionAccessPolicy: ['REDUNDANT_RESOURCE'],
  AWSEC2SqlHaInstancePolicy: ['EQUIVALENT_TO_NULL_FALSE'],
  AWSEC2FleetServiceRolePolicy: ['EQUIVALENT_TO_NULL_FALSE'],
  AWSCloud9User: ['EQUIVALENT_TO_NULL_FALSE'],
  AWSMarketplaceFullAccess: ['REDUNDANT_ACTION'],
  AWSAuditManagerServiceRolePolicy: ['MISSING_QUALIFIER'],
  AWSCodeStarFullAccess: ['INVALID_ACTION'],
  AWSIAMIdentityCenterAllowListForIdentityContext: ['INVALID_ACTION', 'INVALID_ACTION'],
  AWSGlueConsoleFullAccess: ['REDUNDANT_RESOURCE'],
  AdministratorAccess: ['CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE', 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE'],
  AlexaForBusinessFullAccess: ['CREATE_SLR_WITH_STAR_IN_RESOURCE'],
  AmazonCodeGuruReviewerFullAccess: ['FORALLVALUES_WITH_SINGLE_VALUED_KEY'],
  AmazonElasticMapReduceFullAccess: ['REDUNDANT_ACTION', 'PASS_ROLE_WITH_STAR_IN_RESOURCE'],
  AmazonSecurityLakeAdministrator: Array<string>(8).fill('STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS'),
};

describe('AWS’s recorded answers', () => {
  it.each(Object.entries(answers))('for %s are ours', (name, codes) => {
    const policy = policies.find((each) => each.name === name);
    expect(policy?.findings.map(({ issueCode }) => issueCode)).toEqual(codes);
  });

  it('are ours to the character, for the example of the AWS CLI', () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: '',
          Effect: 'Allow',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          // The id is shortened in the example: its place is that of one with two characters more.
          Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-west-2_EXAMPLE01' } },
        },
      ],
    };
    const found = validatePolicy(JSON.stringify(trust, undefined, 4), { policyType: 'RESOURCE_POLICY' });
    expect(found.map(({ findingType, issueCode, locations }) => [findingType, issueCode, ...locations.map(({ span: { start, end } }) => [start.line, start.column, start.offset, end.line, end.column, end.offset])])).toEqual([
      ['SUGGESTION', 'EMPTY_SID_VALUE', [5, 19, 79, 5, 21, 81]],
      ['ERROR', 'MISMATCHED_ACTION_FOR_PRINCIPAL', [11, 16, 258, 11, 32, 274], [8, 29, 170, 8, 61, 202]],
      ['ERROR', 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY', [12, 16, 292, 12, 32, 308], [16, 58, 443, 16, 79, 464]],
    ]);
  });

  it('point at what ours point at: the text of an action and a resource, a value, a key', () => {
    const spanOf = (name: string, code: string): readonly (readonly number[])[] =>
      policies.find((each) => each.name === name)?.findings.find(({ issueCode }) => issueCode === code)?.locations.map(({ span }) => [span.start.offset, span.end.offset]) ?? [];
    expect(spanOf('AWSElasticBeanstalkService', 'PASS_ROLE_WITH_STAR_IN_RESOURCE').map(([start = 0, end = 0]) => end - start)).toEqual([14, 3]);
    expect(spanOf('AmazonSecurityLakeAdministrator', 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS').map(([start = 0, end = 0]) => end - start)).toEqual([17]);
    expect(spanOf('AWSEC2FleetServiceRolePolicy', 'EQUIVALENT_TO_NULL_FALSE').map(([start = 0, end = 0]) => end - start)).toEqual([3]);
  });
});
