import { describe, expect, it } from 'vitest';
import { checkAcceptance } from './acceptance.ts';
import type { AcceptanceKind } from './acceptance.ts';

const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const document = (statement: object | readonly object[], rest: object = { Version: '2012-10-17' }): string => JSON.stringify({ ...rest, Statement: statement });
const withResource = (Resource: unknown): string => document({ ...good, Resource });
const withAction = (Action: unknown): string => document({ ...good, Action });
const withCondition = (Condition: unknown): string => document({ ...good, Condition });
const trust = (rest: object): string => document({ Effect: 'Allow', Principal: { AWS: '111111111111' }, Action: 'sts:AssumeRole', ...rest });

const syntax = 'Syntax errors in policy.';
const legacy = 'The policy failed legacy parsing';
const iamPath =
  'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

const refused: readonly (readonly [what: string, text: string, message: string, kind?: AcceptanceKind])[] = [
  ['no JSON', '{', syntax],
  ['empty text', '', syntax],
  ['a list', '[]', syntax],
  ['two Effect keys (V102)', '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}}', syntax],
  ['a key of its own at the top', document(good, { Version: '2012-10-17', Extra: 1 }), syntax],
  ['a key of its own in a statement', document({ ...good, Extra: 1 }), syntax],
  ['a Version that is none', document(good, { Version: '2011-10-17' }), syntax],
  ['an Id that is a number', document(good, { Version: '2012-10-17', Id: 1 }), syntax],
  ['no statement', document([]), syntax],
  ['no Statement', '{"Version":"2012-10-17"}', syntax],
  ['both of a pair', document({ ...good, NotAction: 's3:*' }), syntax],
  ['both Resource and NotResource', document({ ...good, NotResource: '*' }), syntax],
  ['no Effect', document({ Action: '*', Resource: '*' }), syntax],
  ['an Effect that is none', document({ ...good, Effect: 'Permit' }), syntax],
  ['an Action that is a number', withAction(1), syntax],
  ['an Action in an object', withAction({ a: 's3:GetObject' }), syntax],
  ['a Condition that is a text', withCondition('x'), syntax],
  ['a Condition of texts', withCondition({ StringEquals: 'x' }), syntax],
  ['a condition value in an object', withCondition({ StringEquals: { k: { a: 'b' } } }), syntax],
  ['an unknown operator with content (V164)', withCondition({ StringMatches: { k: 'x' } }), syntax],
  ['a Sid with a space', document({ ...good, Sid: 'a b' }), syntax],
  ['no Version in a managed policy (V106)', document(good, {}), 'Policy document must be version 2012-10-17 or greater.'],
  ['the old Version in a managed policy', document(good, { Version: '2008-10-17' }), 'Policy document must be version 2012-10-17 or greater.'],
  ['an Effect in another case (V104)', document({ ...good, Effect: 'denY' }), legacy],
  ['a date that is none', withCondition({ DateLessThan: { 'aws:CurrentTime': '2024-13-01' } }), legacy],
  ['a resource with too few colons and a double one', withResource('arn:aws::x'), legacy],
  ['two statements of one Sid', document([{ ...good, Sid: 'a' }, { ...good, Sid: 'a' }]), 'Statement IDs (SID) in a single policy must be unique.'],
  ['no Action', document({ Effect: 'Allow', Resource: '*' }), 'Policy statement must contain actions.'],
  ['an empty Action (V103)', withAction([]), 'Policy statement must contain actions.'],
  ['no Resource', document({ Effect: 'Allow', Action: '*' }), 'Policy statement must contain resources.'],
  ['an empty Resource', withResource([]), 'Policy statement must contain resources.'],
  ['a Resource without a colon', withResource('bucket'), 'Resource bucket must be in ARN format or "*".'],
  ['a Resource of an unknown partition (V105)', withResource('aws:s3:::x'), 'Partition "s3" is not valid for resource "arn:s3:::x:*".'],
  ['a Resource of nothing but a partition', withResource('arn:aws'), 'Resource vendor must be fully qualified and cannot contain regexes.'],
  ['an IAM Resource with a region', withResource('arn:aws:iam:us-east-1::user/x'), 'IAM resource arn:aws:iam:us-east-1::user/x cannot contain region information.'],
  ['an S3 Resource with a region', withResource('arn:aws:s3:us-east-1::b'), 'Resource arn:aws:s3:us-east-1::b can not contain region information.'],
  ['an IAM Resource of no type (V107)', withResource('arn:aws:iam:::x'), iamPath],
  ['a Principal in an identity policy', document({ ...good, Principal: '*' }), 'Policy document should not specify a principal.'],
  ['a Principal in an inline policy', document({ ...good, NotPrincipal: '*' }), 'Policy document should not specify a principal.', 'inline'],
  ['an Action without a vendor', withAction('GetObject'), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
  ['a trust policy that is no JSON (V165)', '{', 'This policy contains invalid Json', 'trust'],
  ['a trust policy with a Resource', trust({ Resource: '*' }), 'Has prohibited field Resource', 'trust'],
  ['a trust policy without Principal', document({ Effect: 'Allow', Action: 'sts:AssumeRole' }), 'Missing required field Principal', 'trust'],
  ['a trust policy for another action', trust({ Action: 's3:GetObject' }), 'AssumeRole policy may only specify STS AssumeRole actions.', 'trust'],
  ['a short ARN in a session policy (V162)', withResource('arn:aws:s3'), syntax, 'session'],
];

const accepted: readonly (readonly [what: string, text: string, kind?: AcceptanceKind])[] = [
  ['a plain document', document(good)],
  ['a list of statements', document([good, good])],
  ['white space of all kinds', ` \t\r\n${document(good)}\n`],
  ['an Id', document(good, { Version: '2012-10-17', Id: 'any text' })],
  ['NotAction and NotResource', document({ Effect: 'Deny', NotAction: 'iam:*', NotResource: '*' })],
  ['a null among the actions (R2.13)', withAction(['s3:GetObject', null])],
  ['an empty Condition (R2.14)', withCondition({})],
  ['an unknown operator without content (V108)', withCondition({ a: {} })],
  ['an empty value list', withCondition({ StringEquals: { k: [] } })],
  ['a number as a condition value (D30)', withCondition({ NumericLessThan: { k: 5 } })],
  ['a boolean as a condition value', withCondition({ Bool: { k: true } })],
  ['an epoch as a date', withCondition({ DateLessThan: { 'aws:CurrentTime': '1700000000' } })],
  ['a date of a year alone', withCondition({ DateLessThan: { 'aws:CurrentTime': '2024-01' } })],
  ['a set operator with IfExists', withCondition({ 'ForAllValues:StringEqualsIfExists': { k: 'v' } })],
  ['a resource with a wildcard for its service', withResource('arn:aws:*:*:*:x')],
  ['a short resource', withResource('arn:aws:sqs')],
  ['an access point', withResource('arn:aws:s3:us-east-1:111111111111:accesspoint/a')],
  ['all of IAM', withResource('arn:aws:iam::*:*')],
  ['two empty Sids', document([{ ...good, Sid: '' }, { ...good, Sid: '' }])],
  ['the old version in an inline policy (R2.11)', document(good, { Version: '2008-10-17' }), 'inline'],
  ['no version in an inline policy (R2.11)', document(good, {}), 'inline'],
  ['a trust policy', trust({}), 'trust'],
  ['a trust policy of a service', trust({ Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] } }), 'trust'],
  ['a session policy', document(good), 'session'],
];

describe('a document is refused as IAM refuses it (R13.1, R13.2, R13.4, R13.8, R13.10–R13.12)', () => {
  for (const [what, text, message, kind] of refused) it(what, () => expect(checkAcceptance(text, kind ?? 'managed')).toEqual({ code: 'MalformedPolicyDocument', message }));
});

describe('a document is accepted as IAM accepts it (R2.11–R2.20)', () => {
  for (const [what, text, kind] of accepted) it(what, () => expect(checkAcceptance(text, kind ?? 'managed')).toBeUndefined());
});
