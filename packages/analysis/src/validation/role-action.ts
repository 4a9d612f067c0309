import { isPattern, withoutVariables } from './resource-arn.ts';
import type { RoleAction } from './broad-grant.ts';

/** What stands behind `role/` in a pattern of role ARNs; `undefined` for ARNs of something else. A pattern that does not
 * say even that much is one of all roles. */
function roleName(resource: string): string | undefined {
  const text = withoutVariables(resource);
  const parts = text.split(':');
  if (/^[*?]/.test(text) || parts.length < 6) return '*';
  if (parts[2] !== 'iam' && !isPattern(parts[2] ?? '')) return undefined;
  const name = parts.slice(5).join(':');
  if (name.startsWith('role/')) return name.slice('role/'.length);
  const wild = name.search(/[*?]/);
  return wild >= 0 && 'role/'.startsWith(name.slice(0, wild)) ? '*' : undefined;
}

const beginsWild = (text: string | undefined): boolean => text !== undefined && /^[*?]/.test(text);

/** R24.18: `StringEquals` and the like on the service bound the grant, with `IfExists` they do not. */
export const passRole: RoleAction = {
  action: 'iam:passrole',
  isBroad: (resource) => beginsWild(roleName(resource)),
  isBounded: ({ conditions }) =>
    conditions.some(({ key, operator }) => operator !== undefined && !operator.ifExists && operator.base !== 'Null' && /^iam:(passedtoservice|associatedresourcearn)$/i.test(key)),
};

/** R24.18: a service name that begins with `*` bounds nothing. */
export const createServiceLinkedRole: RoleAction = {
  action: 'iam:createservicelinkedrole',
  isBroad: (resource) => {
    const name = roleName(resource);
    return beginsWild(name?.startsWith('aws-service-role/') === true ? name.slice('aws-service-role/'.length) : name);
  },
  isBounded: ({ conditions }) =>
    conditions.some(
      ({ key, operator, values }) =>
        /^iam:awsservicename$/i.test(key) && operator !== undefined && !operator.ifExists && operator.base !== 'Null' && values.length > 0 && !values.some(({ value }) => /^[*?]/.test(value)),
    ),
};
