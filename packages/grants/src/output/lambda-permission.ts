import { GrantError } from '../grant-error.ts';
import type { ConditionBlock, GrantStatement, PrincipalBlock } from '../statement/statement.ts';
import { fingerprint } from './fingerprint.ts';

/** One statement of a function's policy, as Lambda takes it: its policy is not written as a document. */
export interface LambdaPermission {
  readonly StatementId: string;
  readonly FunctionName: string;
  /** A version or an alias. */
  readonly Qualifier?: string;
  readonly Action: string;
  /** A service, an account, an ARN, or `*`. */
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly PrincipalOrgID?: string;
  readonly FunctionUrlAuthType?: 'AWS_IAM' | 'NONE';
  readonly InvokedViaFunctionUrl?: boolean;
}

type Limits = Pick<LambdaPermission, 'SourceArn' | 'SourceAccount' | 'PrincipalOrgID' | 'FunctionUrlAuthType' | 'InvokedViaFunctionUrl'>;

/** The conditions that a permission can have, by operator and key in small letters. */
const readers: Readonly<Record<string, (value: string) => Limits | undefined>> = {
  'arnlike aws:sourcearn': (SourceArn) => ({ SourceArn }),
  'stringequals aws:sourceaccount': (SourceAccount) => ({ SourceAccount }),
  'stringequals aws:principalorgid': (PrincipalOrgID) => ({ PrincipalOrgID }),
  'stringequals lambda:functionurlauthtype': (value) => (value === 'AWS_IAM' || value === 'NONE' ? { FunctionUrlAuthType: value } : undefined),
  'bool lambda:invokedviafunctionurl': (value) => (value === 'true' ? { InvokedViaFunctionUrl: true } : undefined),
};

/** Statements on a function as permissions: one for each action, principal, version and value of a condition, which together
 * say the same.
 * @param functionName for what is said to people
 * @param prefix of their statement ids
 * @throws GrantError `not-expressible` where Lambda has no word for a condition or an effect: it is never left out */
export function lambdaPermissions(functionName: string, statements: readonly GrantStatement[], prefix: string): readonly LambdaPermission[] {
  const permissions = statements.flatMap(({ effect, actions, resources, conditions, principal }) => {
    if (effect === 'Deny') throw new GrantError('not-expressible', `the policy of the function \`${functionName}\` cannot deny: leave the grant out, or deny it in the policies of the callers`);
    const limits = limitsOf(functionName, conditions);
    return resources.flatMap((resource) =>
      actions.flatMap((action) =>
        principalsOf(functionName, principal).flatMap((name) =>
          limits.map((limit) => {
            const said = { ...functionOf(resource), Action: action, Principal: name, ...limit };
            return { StatementId: `${prefix}${fingerprint(JSON.stringify(said))}`, ...said };
          }),
        ),
      ),
    );
  });
  // Statements may overlap; a permission is added once.
  return [...new Map(permissions.map((permission) => [permission.StatementId, permission])).values()];
}

function limitsOf(functionName: string, conditions: ConditionBlock): readonly Limits[] {
  let limits: readonly Limits[] = [{}];
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) {
      const read = readers[`${operator} ${key}`.toLowerCase()];
      const choices = values.map((value) => read?.(value));
      limits = limits.flatMap((limit) =>
        choices.map((choice) => {
          if (choice === undefined) {
            throw new GrantError(
              'not-expressible',
              `the policy of the function \`${functionName}\` cannot ask for \`${operator}\` of \`${key}\` as it was given: it knows \`ArnLike\` of \`aws:SourceArn\` and \`StringEquals\` of \`aws:SourceAccount\` and \`aws:PrincipalOrgID\`; put other conditions into the policies of the callers`,
            );
          }
          return { ...limit, ...choice };
        }),
      );
    }
  }
  return limits;
}

function principalsOf(functionName: string, principal: PrincipalBlock | undefined): readonly string[] {
  if (principal === undefined || principal === '*') return ['*'];
  if (principal.Federated !== undefined) throw new GrantError('not-expressible', `the policy of the function \`${functionName}\` cannot name an identity provider: make a role that its users assume, and grant to that role`);
  // The root of an account is written as the account alone.
  return [...(principal.AWS ?? []).map((arn) => /^arn:[^:]+:iam::(\d{12}):root$/.exec(arn)?.[1] ?? arn), ...(principal.Service ?? [])];
}

function functionOf(resource: string): Pick<LambdaPermission, 'FunctionName' | 'Qualifier'> {
  const [, FunctionName, Qualifier] = /^arn:[^:]+:lambda:[^:]+:\d{12}:function:([^:*?]+)(?::(\$LATEST|[\w-]+))?$/.exec(resource) ?? [];
  if (FunctionName === undefined) {
    throw new GrantError('not-expressible', `a function's policy names the function or one version of it, not \`${resource}\`: grant with \`grantInvoke\`, or with \`grantInvokeVersion\` for each version`);
  }
  return { FunctionName, ...(Qualifier === undefined ? {} : { Qualifier }) };
}
