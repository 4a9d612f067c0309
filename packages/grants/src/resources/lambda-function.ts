import { PolicyHolder } from '../grantees/policy-holder.ts';
import type { OrderTarget } from '../grantees/policy-holder.ts';
import { ServicePrincipal } from '../grantees/plain-principals.ts';
import type { Grantee } from '../grantees/principal.ts';
import { Role } from '../grantees/role.ts';
import { GrantError } from '../grant-error.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import type { Slot } from '../grant/slot.ts';
import type { GrantStatement } from '../statement/statement.ts';
import { LogGroup } from './log-group.ts';
import { OpenResource } from './resource.ts';

/** A URL is called with both permissions, the second of which holds for nothing else. */
const signedUrl = { conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': ['AWS_IAM'] } } };
const viaUrl = { conditions: { Bool: { 'lambda:InvokedViaFunctionUrl': ['true'] } } };

/** How a function is made. */
export interface LambdaFunctionProps {
  /** Default: a role of its own, named as the function. Another has to be made `shared` before a second function takes it. */
  readonly role?: Role;
  /** Default: the group `/aws/lambda/NAME`, which the function makes itself. */
  readonly logGroup?: LogGroup;
}

/** A Lambda function: a grantee by its execution role, and a resource that others invoke. */
export class LambdaFunction extends OpenResource<'lambda'> implements Grantee, OrderTarget {
  readonly functionName: string;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(stack: Stack, functionName: string, { role, logGroup }: LambdaFunctionProps = {}) {
    super(stack, stack.arn('lambda', `function:${checkName('function', functionName)}`), 'lambda', { selfArns: 'arns' });
    this.functionName = functionName;
    if (role !== undefined && !(role instanceof Role)) throw new GrantError('wrong-use', `the function \`${functionName}\` runs with a role: give a \`Role\` that \`lambda.amazonaws.com\` may assume, or none`);
    this.role = role ?? new Role(stack, functionName, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.role.use(functionName);
    this.logGroup = logGroup ?? new LogGroup(stack, `/aws/lambda/${functionName}`);
    if (!logGroup) this.role.addToPrincipalPolicy({ effect: 'Allow', actions: ['logs:CreateLogGroup'], resources: [this.logGroup.groupArn], conditions: {} });
    this.logGroup.grantWrite(this);
  }

  get grantPrincipal(): PolicyHolder {
    return this.role;
  }

  comesAfter(earlier: OrderTarget): void {
    this.role.comesAfter(earlier);
  }

  protected override get grantArns(): readonly string[] {
    return [this.arn, `${this.arn}:*`];
  }

  // A statement of a function's policy names one resource: the function, or one version of it.

  /** The grantee may invoke the function, and any version or alias of it. */
  grantInvoke(grantee: Grantee) {
    return this.give(grantee, ['lambda:InvokeFunction'], { arns: this.grantArns, selfArns: [this.arn] });
  }

  /** Only as `$LATEST`. */
  grantInvokeLatestVersion(grantee: Grantee) {
    return this.give(grantee, ['lambda:InvokeFunction'], { arns: [`${this.arn}:$LATEST`, this.arn], selfArns: [this.arn] });
  }

  /** Only this version, or the alias of this name. */
  grantInvokeVersion(grantee: Grantee, version: string) {
    return this.give(grantee, ['lambda:InvokeFunction'], { arns: [`${this.arn}:${checkName('version', version)}`] });
  }

  /** The grantee may call the function's URL, signed. */
  grantInvokeUrl(grantee: Grantee) {
    return this.give(grantee, ['lambda:InvokeFunctionUrl'], signedUrl).combine(this.give(grantee, ['lambda:InvokeFunction'], viaUrl));
  }

  /** One version of the function, or the alias of this name, to be granted alone. */
  version(qualifier: string): FunctionVersion {
    return new FunctionVersion(this, qualifier);
  }

  /** `grantInvoke` to each of several principals. */
  grantInvokeCompositePrincipal(...grantees: readonly Grantee[]) {
    return grantees.map((grantee) => this.grantInvoke(grantee));
  }
}

/** One version of a function, or an alias. */
export class FunctionVersion extends OpenResource<'lambda'> {
  readonly #function: LambdaFunction;

  constructor(fn: LambdaFunction, qualifier: string) {
    super(fn.stack, `${fn.arn}:${checkName('version', qualifier)}`, 'lambda', { selfArns: 'arns' });
    this.#function = fn;
  }

  /** The statements on all its versions are the function's. */
  override addToResourcePolicy(statement: GrantStatement, companion = false): Slot {
    return this.#function.addToResourcePolicy(statement, companion);
  }

  grantInvoke(grantee: Grantee) {
    return this.give(grantee, ['lambda:InvokeFunction']);
  }

  /** The grantee may call the URL of the alias, signed. */
  grantInvokeUrl(grantee: Grantee) {
    return this.give(grantee, ['lambda:InvokeFunctionUrl'], signedUrl).combine(this.give(grantee, ['lambda:InvokeFunction'], viaUrl));
  }
}
