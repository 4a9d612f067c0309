import { GrantError } from './grant-error.ts';

/** A name as it stands in an ARN. A wildcard or a variable in it would grant more than one thing, so there is none. */
export function checkName(kind: string, name: string): string {
  if (typeof name !== 'string' || name === '' || name.length > 512 || /[*?$\s]/.test(name)) {
    throw new GrantError('invalid-name', `\`${name}\` cannot name a ${kind}: write the one name, without \`*\`, \`?\`, \`$\` and white space`);
  }
  return name;
}
