import type { Keys } from '../../../authorization/requirement.ts';
import type { CallView } from '../call-view.ts';
import { joinedKeys, numberText, scalarText } from './dynamodb-keys.ts';
import type { LeadingKeys } from './dynamodb-keys.ts';
import { boundValues, conditionOf, insertedValue, namedAttributes, returnedValues } from './dynamodb-partiql.ts';
import type { PartiqlStatement, PartiqlToken } from './dynamodb-partiql.ts';

interface TellingKeys {
  readonly keys: Keys;
  /** Keys that the statement has, with values that cannot be told. */
  readonly unknown: readonly string[];
}

/** What a statement tells of itself: whose items it is about, which attributes it names, whether it reads a whole table. What
 * cannot be read without doubt is unknown. */
export function partiqlKeys(view: CallView, resource: string, statement: PartiqlStatement, parameters: readonly unknown[]): TellingKeys {
  const { action, tokens, selected } = statement;
  if (!tokens || !selected) return { keys: {}, unknown: ['dynamodb:LeadingKeys', 'dynamodb:Attributes', 'dynamodb:Select', 'dynamodb:ReturnValues', 'dynamodb:FullTableScan'] };
  const { leading, scans } = leadingOf(view, resource, statement, tokens, parameters);
  const named = namedAttributes(statement);
  const reads = action === 'PartiQLSelect';
  return {
    keys: {
      'dynamodb:LeadingKeys': leading === 'unknown' ? undefined : leading,
      'dynamodb:Attributes': named.length > 0 ? named : undefined,
      ...(reads ? { 'dynamodb:Select': isEverything(selected) ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES', 'dynamodb:FullTableScan': scans } : {}),
      ...(action === 'PartiQLUpdate' || action === 'PartiQLDelete' ? { 'dynamodb:ReturnValues': returnedValues(tokens) } : {}),
    },
    unknown: [...(leading === 'unknown' ? ['dynamodb:LeadingKeys'] : []), ...(named.length === 0 && !reads ? ['dynamodb:Attributes'] : []), ...(reads && scans === undefined ? ['dynamodb:FullTableScan'] : [])],
  };
}

const isEverything = ([first]: readonly PartiqlToken[]): boolean => first?.text === '*' && first.kind === 'symbol';

/** Whose items a statement is about, and whether a SELECT looks at all of them, where that can be told. */
function leadingOf(view: CallView, resource: string, { action }: PartiqlStatement, tokens: readonly PartiqlToken[], parameters: readonly unknown[]): { readonly leading: LeadingKeys; readonly scans: 'true' | 'false' | undefined } {
  const name = view.facts.partitionKeyOf?.(resource);
  const condition = conditionOf(tokens);
  if (action === 'PartiQLInsert') return { leading: name === undefined ? 'unknown' : valuesOf([insertedValue(tokens, name)], parameters), scans: undefined };
  if (!condition) return { leading: 'unknown', scans: 'true' };
  const bound = name === undefined ? undefined : boundValues(condition, name);
  if (bound === 'none') return { leading: 'unknown', scans: 'true' };
  return bound ? { leading: valuesOf(bound, parameters), scans: 'false' } : { leading: 'unknown', scans: undefined };
}

const valuesOf = (tokens: readonly (PartiqlToken | undefined)[], parameters: readonly unknown[]): LeadingKeys =>
  joinedKeys(tokens.map((token) => {
    const value = token && valueOf(token, parameters);
    return value === undefined ? 'unknown' : [value];
  }));

function valueOf({ kind, text }: PartiqlToken, parameters: readonly unknown[]): string | undefined {
  if (kind === 'parameter') return scalarText(parameters[Number(text)]);
  return kind === 'number' ? numberText(text) : text;
}
