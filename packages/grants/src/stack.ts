import type { PolicyHolder } from './grantees/policy-holder.ts';
import type { Resource } from './resources/resource.ts';
import { GrantError } from './grant-error.ts';

/** Where things are: what every ARN of the stack begins with. */
export interface StackProps {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Default `aws`. */
  readonly partition?: string;
  /** What policies are named after, and what `apply` marks as its own, so that it needs one; default `grants`. */
  readonly name?: string;
}

/** Something worth a reader's eye that is no error: a role that several functions share, for instance. */
export interface Note {
  readonly code: 'shared-role';
  readonly message: string;
}

/** The resources and grantees of one account and region, and all that was granted among them.
 * @example const stack = new Stack({ account: '123456789012', region: 'eu-central-1' }) */
export class Stack {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly name: string;
  /** Whether the name was given. */
  readonly named: boolean;
  readonly #holders = new Map<string, PolicyHolder>();
  readonly #resources = new Map<string, Resource>();
  readonly #notes: Note[] = [];

  constructor({ account, region, partition = 'aws', name: given }: StackProps) {
    const name = given ?? 'grants';
    if (!/^\d{12}$/.test(account)) throw new GrantError('invalid-account', `\`${account}\` is not an account: write its 12 digits as a string`);
    if (!/^[a-z0-9-]+$/.test(region)) throw new GrantError('invalid-name', `\`${region}\` is not a region: write for instance \`eu-central-1\``);
    if (!/^aws[a-z-]*$/.test(partition)) throw new GrantError('invalid-name', `\`${partition}\` is not a partition: write \`aws\`, \`aws-cn\` or \`aws-us-gov\``);
    if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw new GrantError('invalid-name', `\`${name}\` cannot name a stack: use up to 64 letters, digits and \`+=,.@-_\``);
    this.account = account;
    this.region = region;
    this.partition = partition;
    this.name = name;
    this.named = given !== undefined;
  }

  /** An ARN of this stack. @param resource the part behind the account */
  arn(service: string, resource: string, { region = this.region, account = this.account }: { readonly region?: string; readonly account?: string } = {}): string {
    return `arn:${this.partition}:${service}:${region}:${account}:${resource}`;
  }

  /** The roles, users and groups, by kind and name. */
  get holders(): readonly PolicyHolder[] {
    return [...this.#holders.entries()].sort(([a], [b]) => compare(a, b)).map(([, holder]) => holder);
  }

  /** The resources, by their ARNs. */
  get resources(): readonly Resource[] {
    return [...this.#resources.entries()].sort(([a], [b]) => compare(a, b)).map(([, resource]) => resource);
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }

  addHolder(holder: PolicyHolder): void {
    const key = `${holder.kind}/${holder.name.toLowerCase()}`;
    if (this.#holders.has(key)) {
      throw new GrantError('duplicate-name', `there is a ${holder.kind} \`${holder.name}\` already: use the one that was made, or another name`);
    }
    this.#holders.set(key, holder);
  }

  addResource(resource: Resource): void {
    const key = `${resource.arn} ${resource.constructor.name}`;
    if (this.#resources.has(key)) {
      throw new GrantError('duplicate-name', `there is a resource \`${resource.arn}\` already: use the one that was made, or another name`);
    }
    this.#resources.set(key, resource);
  }

  addNote(note: Note): void {
    this.#notes.push(note);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
