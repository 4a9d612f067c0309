/** Small pools that policies and requests share, so that they hit each other. */
export const accounts = { own: '111111111111', other: '222222222222', management: '999999999999' } as const;

export const users = ['arn:aws:iam::111111111111:user/u', 'arn:aws:iam::111111111111:user/team/Ana', 'arn:aws:iam::222222222222:user/v'];
export const roles = ['arn:aws:iam::111111111111:role/r', 'arn:aws:iam::111111111111:role/path/t', 'arn:aws:iam::222222222222:role/x'];
export const serviceLinkedRole = 'arn:aws:iam::111111111111:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
export const sessions = ['arn:aws:sts::111111111111:assumed-role/r/s', 'arn:aws:sts::111111111111:assumed-role/t/s', 'arn:aws:sts::222222222222:assumed-role/x/s'];
export const federatedUsers = ['arn:aws:sts::111111111111:federated-user/f', 'arn:aws:sts::222222222222:federated-user/g'];
export const roots = ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'];
export const userIds = ['AIDAEXAMPLEUSERU0001', 'AIDAEXAMPLEUSERV0001'];
export const roleIds = ['AROAEXAMPLEROLER0001', 'AROAEXAMPLEROLET0001'];
export const services = ['lambda.amazonaws.com', 'autoscaling.amazonaws.com'];
export const providers = ['arn:aws:iam::111111111111:saml-provider/P', 'arn:aws:iam::111111111111:oidc-provider/id.example.com', 'accounts.google.com'];
export const canonicalIds = ['a'.repeat(64), 'b'.repeat(64)];

/** An action with the resources that it is asked of. */
export const operations: readonly { readonly action: string; readonly resources: readonly string[] }[] = [
  { action: 's3:GetObject', resources: ['arn:aws:s3:::b/k', 'arn:aws:s3:::b/u', 'arn:aws:s3:::b/a:b.jpg', 'arn:aws:s3:::b/1/test/é', 'arn:aws:s3:::b/x\ny', 'arn:aws:s3:::b/a*b', 'arn:aws:s3:::c/😀'] },
  { action: 's3:PutObject', resources: ['arn:aws:s3:::b/k', 'arn:aws:s3:::b/red', 'arn:aws:s3:::B/K'] },
  { action: 's3:DeleteBucketPolicy', resources: ['arn:aws:s3:::b'] },
  { action: 's3:ListAllMyBuckets', resources: ['arn:aws:s3:::*'] },
  { action: 'sqs:SendMessage', resources: ['arn:aws:sqs:us-east-1:111111111111:q', 'arn:aws:sqs:us-east-1:222222222222:q'] },
  { action: 'sns:Publish', resources: ['arn:aws:sns:us-east-1:111111111111:t'] },
  { action: 'ec2:DescribeInstances', resources: ['*'] },
  { action: 'logs:PutLogEvents', resources: ['arn:aws:logs:us-east-1:111111111111:log-group:g:log-stream:s'] },
  { action: 'dynamodb:DeleteTable', resources: ['arn:aws:dynamodb:us-east-1:111111111111:table/prod-x'] },
  { action: 'kms:Decrypt', resources: ['arn:aws:kms:us-east-1:111111111111:key/k1', 'arn:aws:kms:us-east-1:222222222222:key/k1'] },
  { action: 'kms:RetireGrant', resources: ['arn:aws:kms:us-east-1:111111111111:key/k1'] },
  { action: 'kms:ListKeys', resources: ['*'] },
  { action: 'kms:UpdateAlias', resources: ['arn:aws:kms:us-east-1:111111111111:alias/aws/s3', 'arn:aws:kms:us-east-1:111111111111:alias/mine'] },
  { action: 'sts:AssumeRole', resources: ['arn:aws:iam::111111111111:role/path/t', 'arn:aws:iam::222222222222:role/x', serviceLinkedRole] },
  { action: 'sts:AssumeRoleWithSAML', resources: ['arn:aws:iam::111111111111:role/path/t'] },
  { action: 'sts:AssumeRoleWithWebIdentity', resources: ['arn:aws:iam::111111111111:role/path/t'] },
  { action: 'sts:GetCallerIdentity', resources: ['*'] },
  { action: 'sts:GetSessionToken', resources: ['*'] },
  { action: 'iam:GetPolicy', resources: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
  { action: 'iam:DeletePolicy', resources: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::111111111111:policy/p'] },
  { action: 'iam:DeleteRole', resources: ['arn:aws:iam::111111111111:role/aws-reserved/sso/x'] },
];

export const actionPatterns = ['*', '*', 's3:*', 's3:Get*', 'S3:getobject', 's3:?etObject', 's3:GetObject', 's3:PutObject', 'sqs:*', 'sqs:SendMessage', 'sns:*', 'kms:*', 'kms:Decrypt', 'sts:*', 'sts:AssumeRole', 'STS:assume*', 'iam:*', 'iam:Delete*', '*:*', '*:Get*', 'logs:Put*', 'dynamodb:*', 's3*', 's3:GetObject ', 's?:GetObject', '${aws:username}:*', 's3:Get:*', '**', ''];

export const resourcePatterns = [
  '*', '*', '*', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b/k', 'arn:aws:s3:::b', 'arn:aws:s3:::*', 'arn:aws:s3:::b/*.jpg', 'arn:aws:s3:::b/*/test/*', 'arn:aws:s3:*:*:b/*', 'arn:aws:s3*', 'arn:aws:s3:*', 'arn:aws:s3', 'arn:*:s3:::b/*',
  'arn:aws:s3:::${aws:username}/*', 'arn:aws:s3:::b/${aws:username}', "arn:aws:s3:::b/${aws:PrincipalTag/team, 'k'}", 'arn:aws:s3:::b/${AWS:principaltag/TEAM}', 'arn:aws:s3:::b/a${*}b', 'arn:aws:s3:::b/${?}', 'arn:aws:s3:::b/${aws:TagKeys}', "arn:aws:s3:::b/${aws:TagKeys, 'k'}", 'arn:aws:s3:::b/?', 'arn:aws:s3:::b/x?y', 'arn:aws:s3:::c/?', 'ARN:aws:S3:::b/k', 'arn:aws:s3:::B/k',
  'arn:aws:sqs:*:*:q', 'arn:aws:SQS:US-EAST-1:111111111111:q', 'arn:aws:sqs:us*11:q', 'arn:aws:sqs:us-*-1:1?1111111111:q', 'arn:aws:sqs:us-east-1:111111111111:Q', 'arn:aws:sqs', 'arn:aws:sqs:${aws:username}:111111111111:q', 'arn:aws:logs:*:*:*', 'arn:aws:logs:*:*:log-group:g:*', 'arn:aws:dynamodb:*:table/prod-*', 'arn:aws:dynamodb:*:table/PROD-*',
  'arn:aws:kms:*:*:key/*', 'arn:aws:iam::*:role/*', 'arn:aws:iam::aws:policy/*', 'arn:aws:iam::111111111111:*', 'arn:*', 'arn:aws:*:*:*:*', '', 'x', '**',
];

/** Keys that a case gives, with values that the policies below know too; a list is a multi-valued key. */
export const contextKeys: Readonly<Record<string, readonly (string | number | boolean | readonly (string | number)[])[]>> = {
  'aws:PrincipalTag/team': ['red', '', 'k', '*', 'é', 'a:b'],
  'aws:TagKeys': [['red'], ['red', 'blue'], [], [''], ['', 'red']],
  's3:prefix': ['', 'home/u', 'HOME/u', 'a\nb'],
  'aws:SourceIp': ['203.0.113.7', '2001:db8::1', '10.0.0.1', 'nowhere'],
  'aws:MultiFactorAuthAge': [3000, '3000.0', '10abc', -5, '0003'],
  'aws:MultiFactorAuthPresent': [true, false, 'True', 'yes'],
  'aws:TokenIssueTime': ['2026-05-01T00:00:00Z', '2026-05-01', '1777593600', 'tomorrow', '2026-05-01T02:00:00+02:00'],
  'aws:SourceArn': ['arn:aws:sns:us-east-1:111111111111:t', 'arn:aws:s3:::b', 'no-arn', 'arn:aws:svc:us-east-2:999999999999:store/abc:111111111111:finance/d.txt'],
  'aws:SourceAccount': ['111111111111', '222222222222'],
  'kms:Data': ['aGk=', 'aGk', 'aGl='],
  'aws:PrincipalOrgID': ['o-otherorg001'],
  'aws:ViaAWSService': [true],
};

const strings = ['red', 'RED', 'blue', '', 'k', '*', 're?', 'r*', 'home/*', 'home/${aws:username}', "${aws:PrincipalTag/team, 'red'}", '${aws:PrincipalTag/none}', '${*}', '${aws:userid}', 'o-exampleorg1', '111111111111', 'u', 'User', 'É', 'a*b', '${$}{x}', '${ }', '${', '${aws:TagKeys}'];
const arns = [...users, ...roles, 'arn:aws:iam::111111111111:*', 'arn:aws:iam::*:user/*', 'arn:aws:s3:::b', 'arn:aws:s3:::${aws:PrincipalTag/team}', 'arn:aws:svc:*:111111111111:finance/*', 'arn:aws:sns:*:*:t', 'arn:aws:sns:us-east-1:111111111111:?', 'junk', '*', 'arn:*', '${aws:PrincipalArn}', 'arn:${aws:PrincipalTag/team}:s3:::b'];
const numbers = ['3000', 3000, '2700', 3600, '10abc', '-5', '3', '3000.00', '+1', '1e3'];
const dates = ['2026-05-01T00:00:00Z', '2026-05-01', '2026', '1777593600', '2027-01-01T00:00Z', '2020-01-01t', 'junk', '2026-13-01', '2026-05-01T00:00:00.5Z', '2026-05-01T01:00:00+01:00'];

/** Operators by family, each with the values that it is written with, and the keys that it looks at first. */
export const families: readonly { readonly operators: readonly string[]; readonly values: readonly (string | number | boolean)[]; readonly keys: readonly string[] }[] = [
  { operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'], values: strings, keys: ['aws:PrincipalTag/team', 'AWS:principaltag/TEAM', 'aws:TagKeys', 's3:prefix', 'aws:username', 'aws:PrincipalAccount', 'aws:PrincipalType', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:ResourceOrgID', 'aws:ResourceAccount', 'aws:SourceAccount', 'aws:userid', 'aws:PrincipalServiceName', 'aws:Unknown'] },
  { operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], values: arns, keys: ['aws:PrincipalArn', 'aws:SourceArn'] },
  { operators: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'], values: numbers, keys: ['aws:MultiFactorAuthAge'] },
  { operators: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'], values: dates, keys: ['aws:TokenIssueTime', 'aws:CurrentTime', 'aws:EpochTime'] },
  { operators: ['Bool'], values: [true, false, 'true', 'FALSE', 'maybe', '${aws:ViaAWSService}'], keys: ['aws:MultiFactorAuthPresent', 'aws:ViaAWSService', 'aws:PrincipalIsAWSService'] },
  { operators: ['BinaryEquals'], values: ['aGk=', 'aGl=', 'x'], keys: ['kms:Data'] },
  { operators: ['IpAddress', 'NotIpAddress'], values: ['203.0.113.0/24', '203.0.113.7', '2001:db8::/32', '2001:DB8::1', '0.0.0.0/0', '::/0', '10.1.2.3/8', 'junk', '10.0.0.0/33'], keys: ['aws:SourceIp'] },
  { operators: ['Null'], values: [true, false, 'true', 'False', 'perhaps'], keys: ['aws:TagKeys', 'aws:PrincipalTag/team', 'aws:TokenIssueTime', 'aws:username', 'aws:PrincipalOrgPaths'] },
];
