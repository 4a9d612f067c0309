import { CfnElement, CfnResource, DefaultTokenResolver, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { evaluateIntrinsic } from './cloudformation-text.ts';
import { attributeOf, formOf } from './physical-arn.ts';
import type { CdkPlace } from './physical-arn.ts';

/** What stands in where CDK does not know account or region before it deploys. */
const unknownPlace = { account: '123456789012', region: 'us-east-1' };

/** Where a construct is deployed to. */
export function placeOf(construct: IConstruct): CdkPlace {
  const { account, region, partition } = Stack.of(construct);
  return {
    account: Token.isUnresolved(account) ? unknownPlace.account : account,
    region: Token.isUnresolved(region) ? unknownPlace.region : region,
    partition: Token.isUnresolved(partition) ? 'aws' : partition,
  };
}

/** What is not known stays as JSON in a text that it is a part of, where it matches nothing. */
const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** How a resource is called that the app does not name. */
export type NameMaker = (resource: CfnResource) => string;

/** By default, a resource without a name is called as CloudFormation begins the names it makes: by stack and logical id. */
const madeName: NameMaker = (resource) => `${Stack.of(resource).stackName}-${logicalName(resource)}`;

const logicalName = (resource: CfnElement): string => String(Stack.of(resource).resolve(resource.logicalId));

/** Reads values of an app as they stand after it is deployed: references become names and ARNs. */
export class PhysicalResolver extends DefaultTokenResolver {
  readonly #unnamed: NameMaker;

  constructor(unnamed: NameMaker = madeName) {
    super({ join: (left: unknown, right: unknown) => (left === undefined ? right : right === undefined ? left : `${textOf(left)}${textOf(right)}`) });
    this.#unnamed = unnamed;
  }

  /** The value with every token in it written out. */
  read(value: unknown, scope: IConstruct): unknown {
    return this.#evaluate(Tokenization.resolve(value, { scope, resolver: this }), scope);
  }

  nameOf(resource: CfnResource): string {
    const property = formOf(resource.cfnResourceType)?.nameProperty;
    const given = property === undefined ? undefined : this.#text(resource, property);
    // What is not known before the app is deployed names nothing.
    return given === undefined || /[{*?$\s]/.test(given) ? this.#unnamed(resource) : given;
  }

  #text(resource: CfnResource, property: string): string | undefined {
    const given = this.read(Reflect.get(resource, property), resource);
    return typeof given === 'string' ? given : undefined;
  }

  arnOf(resource: CfnResource): string {
    return this.attributeOf(resource, 'Arn');
  }

  /** What `Ref`, or `Fn::GetAtt` with another attribute, gives. */
  attributeOf(resource: CfnResource, attribute: string): string {
    const { cfnResourceType: type } = resource;
    const property = formOf(type)?.withinProperty;
    const called = { name: this.nameOf(resource), path: this.#text(resource, 'path') ?? '/', within: (property === undefined ? undefined : this.#text(resource, property)) ?? '' };
    return attributeOf(type, attribute, called, placeOf(resource));
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) return this.#evaluate(super.resolveToken(token, context, postProcessor), context.scope);
    const { target, displayName } = token;
    if (Stack.of(target).environment !== Stack.of(context.scope).environment) {
      // CDK itself writes out what it names across accounts and regions.
      const written = this.#evaluate(super.resolveToken(token, context, postProcessor), context.scope);
      if (typeof written === 'string') return written;
    }
    if (CfnResource.isCfnResource(target)) return this.attributeOf(target, displayName);
    // A parameter is given when the app is deployed: its name stands in.
    return CfnElement.isCfnElement(target) ? logicalName(target) : this.#pseudo(displayName, context.scope);
  }

  #pseudo(name: string, scope: IConstruct): unknown {
    if (name === 'AWS::NoValue') return undefined;
    const { account, region, partition } = placeOf(scope);
    const known = new Map([
      ['AWS::AccountId', account],
      ['AWS::Region', region],
      ['AWS::Partition', partition],
      ['AWS::URLSuffix', 'amazonaws.com'],
      ['AWS::StackName', Stack.of(scope).stackName],
    ]);
    return known.get(name) ?? name;
  }

  #evaluate(value: unknown, scope: IConstruct): unknown {
    if (Array.isArray(value)) return value.map((child) => this.#evaluate(child, scope));
    if (typeof value !== 'object' || value === null) return value;
    const evaluated = evaluateIntrinsic(Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.#evaluate(child, scope)])));
    const reference: unknown = typeof evaluated === 'object' && evaluated !== null && 'Ref' in evaluated ? evaluated.Ref : undefined;
    return typeof reference === 'string' && reference.startsWith('AWS::') ? this.#pseudo(reference, scope) : evaluated;
  }
}
