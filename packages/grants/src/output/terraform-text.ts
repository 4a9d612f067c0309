import { GrantError } from '../grant-error.ts';

/** A reference to another resource, which Terraform is to evaluate. */
export class Reference {
  readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
  }
}

/** The value of an argument: texts are meant as they are. */
export type Argument = string | boolean | Reference | readonly Argument[];

/** An argument as Terraform reads it from JSON, where every text is a template: what would begin an interpolation is doubled,
 * so that a variable of a policy, `${aws:username}`, stays one of IAM's.
 * @throws GrantError `not-expressible` for a text that is doubled already, which Terraform has no sure word for */
export function terraformValue(value: Argument): unknown {
  if (typeof value === 'string' && /\$\$\{|%%\{/.test(value)) throw new GrantError('not-expressible', `\`${value}\` cannot be said to Terraform: write a dollar sign before a variable as \`\${$}\``);
  if (typeof value === 'string') return value.replaceAll(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);
  if (value instanceof Reference) return `\${${value.expression}}`;
  return Array.isArray(value) ? value.map(terraformValue) : value;
}
