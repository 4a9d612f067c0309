import type { ApiModel, Shape } from '@assent/catalog';

/** A member of an input that its model does not allow. */
export interface Violation {
  /** As AWS writes it: members begin in lower case, list members are counted from 1: `tags.1.member.key`. */
  readonly path: string;
  /** The value as it is repeated in the message; absent where it is not repeated. */
  readonly value?: string;
  readonly constraint: string;
  readonly kind: 'required' | 'length-max' | 'length-min' | 'value-max' | 'value-min' | 'pattern' | 'enum' | 'type';
}

/** How many violations are collected before the rest is not looked at: enough for any honest client. */
const violationLimit = 20;

/** Checks a decoded value against its shape; a value that is there but must not be is left for its handler. */
export type Check = (value: unknown, path: string, violations: Violation[]) => void;

const checksByModel = new WeakMap<ApiModel, Map<string, Check>>();

/** The check of a shape, made once. */
export function checkOf(model: ApiModel, shapeName: string): Check {
  let checks = checksByModel.get(model);
  if (!checks) checksByModel.set(model, (checks = new Map()));
  const known = checks.get(shapeName);
  if (known) return known;
  const shape = model.shapes[shapeName];
  if (!shape) throw new Error(`the model of ${model.service} has no shape ${shapeName}`);
  // Shapes may contain themselves: the name is taken before the parts are asked for.
  let made: Check | undefined;
  const deferred: Check = (value, path, violations) => made?.(value, path, violations);
  checks.set(shapeName, deferred);
  made = checkOfShape(model, shape);
  checks.set(shapeName, made);
  return made;
}

function checkOfShape(model: ApiModel, shape: Shape): Check {
  switch (shape.type) {
    case 'structure':
      return checkOfStructure(model, shape);
    case 'list': {
      const ofMember = checkOf(model, shape.member);
      const simple = model.shapes[shape.member]?.type === 'string';
      return (value, path, violations) => {
        const list = value as readonly unknown[];
        checkRange(list.length, shape, 'length', path, simple ? `[${list.join(', ')}]` : undefined, violations);
        for (const [index, member] of list.entries()) {
          if (violations.length >= violationLimit) return;
          ofMember(member, `${path}.${index + 1}.member`, violations);
        }
      };
    }
    case 'map': {
      const ofKey = checkOf(model, shape.key);
      const ofValue = checkOf(model, shape.value);
      return (value, path, violations) => {
        for (const [key, member] of Object.entries(value as object)) {
          ofKey(key, `${path}.key`, violations);
          ofValue(member, `${path}.${key}`, violations);
        }
      };
    }
    case 'string':
      return checkOfString(shape);
    case 'integer':
      return (value, path, violations) => checkRange(value as number, shape, 'value', path, String(value), violations);
    case 'blob':
      return (value, path, violations) => checkRange((value as Uint8Array).length, shape, 'length', path, undefined, violations);
    default:
      return () => {};
  }
}

function checkOfStructure(model: ApiModel, shape: Extract<Shape, { type: 'structure' }>): Check {
  const required = new Set(shape.required);
  const members = Object.entries(shape.members).map(([name, target]) => ({
    name,
    wireName: name.charAt(0).toLowerCase() + name.slice(1),
    required: required.has(name),
    check: checkOf(model, target),
  }));
  return (value, path, violations) => {
    for (const member of members) {
      const held = (value as Record<string, unknown>)[member.name];
      const memberPath = path === '' ? member.wireName : `${path}.${member.wireName}`;
      if (held !== undefined) member.check(held, memberPath, violations);
      else if (member.required) violations.push({ path: memberPath, value: 'null', constraint: 'Member must not be null', kind: 'required' });
    }
  };
}

function checkOfString(shape: Extract<Shape, { type: 'string' }>): Check {
  // Patterns are the model's, never a client's. Java's and JavaScript's agree on all that the models use; a test
  // compiles every one of them.
  // Unicode classes need the `u` flag, under which some needless escapes of other patterns are errors.
  const pattern = shape.pattern === undefined ? undefined : new RegExp(`^(?:${shape.pattern})$`, shape.pattern.includes('\\p{') ? 'u' : '');
  const values = shape.enum && new Set(shape.enum);
  return (value, path, violations) => {
    const text = value as string;
    const shown = shape.sensitive === true ? undefined : text;
    const before = violations.length;
    checkRange(text.length, shape, 'length', path, shown, violations);
    if (violations.length > before) return;
    if (values && !values.has(text)) {
      violations.push({ path, ...spell(shown), constraint: `Member must satisfy enum value set: [${[...values].join(', ')}]`, kind: 'enum' });
    } else if (pattern && !pattern.test(text)) {
      violations.push({ path, ...spell(shown), constraint: `Member must satisfy regular expression pattern: ${shape.pattern}`, kind: 'pattern' });
    }
  };
}

const spell = (value: string | undefined): { readonly value?: string } => (value === undefined ? {} : { value });

function checkRange(
  size: number,
  { min, max }: { readonly min?: number; readonly max?: number },
  of: 'length' | 'value',
  path: string,
  value: string | undefined,
  violations: Violation[],
): void {
  if (max !== undefined && size > max) {
    violations.push({ path, ...spell(value), constraint: `Member must have ${of} less than or equal to ${max}`, kind: `${of}-max` });
  } else if (min !== undefined && size < min) {
    violations.push({ path, ...spell(value), constraint: `Member must have ${of} greater than or equal to ${min}`, kind: `${of}-min` });
  }
}

/** AWS's sentence over all violations (R20.13). */
export function violationMessage(violations: readonly Violation[]): string {
  const head = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: `;
  return head + violations.map(({ path, value, constraint }) => `${spelled(value)} at '${path}' failed to satisfy constraint: ${constraint}`).join('; ');
}

const spelled = (value: string | undefined): string => (value === undefined ? 'Value' : value === 'null' ? 'Value null' : `Value '${value}'`);
