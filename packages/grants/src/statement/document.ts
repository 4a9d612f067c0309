import type { GrantStatement, PrincipalBlock } from './statement.ts';

/** A policy document, ready for JSON. */
export interface PolicyJson {
  readonly Version: '2012-10-17';
  readonly Statement: readonly StatementJson[];
}

/** One statement of it. A list of one is written as its one text. */
export interface StatementJson {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const oneOrMany = (values: readonly string[]): string | readonly string[] => (values.length === 1 && values[0] !== undefined ? values[0] : values);

const principalJson = (principal: PrincipalBlock): '*' | Readonly<Record<string, string | readonly string[]>> =>
  principal === '*' ? '*' : Object.fromEntries(Object.entries(principal).map(([kind, values]) => [kind, oneOrMany(values)]));

/** A statement as JSON has it. */
export function statementJson({ effect, principal, actions, resources, conditions }: GrantStatement): StatementJson {
  return {
    Effect: effect,
    ...(principal === undefined ? {} : { Principal: principalJson(principal) }),
    Action: oneOrMany(actions),
    ...(resources.length === 0 ? {} : { Resource: oneOrMany(resources) }),
    ...(Object.keys(conditions).length === 0
      ? {}
      : {
          Condition: Object.fromEntries(
            Object.entries(conditions).map(([operator, keys]) => [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, oneOrMany(values)]))]),
          ),
        }),
  };
}

/** A document of statements in their order. */
export const documentJson = (statements: readonly GrantStatement[]): PolicyJson => ({ Version: '2012-10-17', Statement: statements.map(statementJson) });
