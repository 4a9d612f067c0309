import type { TextPlace } from '../view/place.ts';
import type { PolicyView } from '../view/policy-view.ts';
import { conditionsOf, resourceTexts } from '../view/walk.ts';

/** What is wrong with a variable as it is written. */
export type VariableFault = 'missing-brace' | 'missing-quote' | 'space' | 'empty';

/** A `${…}` of a text; `start` and `length` count characters of it. */
export interface VariableUse {
  readonly start: number;
  readonly length: number;
  /** What stands before a comma, as written. */
  readonly name: string;
  readonly fault: VariableFault | undefined;
}

/** The variables of a text, well-formed and not; `${*}`, `${?}` and `${$}` are none (R5.6). */
export function variableUses(text: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  for (let start = text.indexOf('${'); start >= 0; ) {
    const close = text.indexOf('}', start);
    if (close < 0) {
      uses.push({ start, length: text.length - start, name: text.slice(start + 2), fault: 'missing-brace' });
      return uses;
    }
    const inner = text.slice(start + 2, close);
    if (!/^[*?$]$/.test(inner)) uses.push(variableUse(inner, start));
    start = text.indexOf('${', close + 1);
  }
  return uses;
}

function variableUse(inner: string, start: number): VariableUse {
  const comma = inner.indexOf(',');
  const name = comma < 0 ? inner : inner.slice(0, comma);
  const fallback = comma < 0 ? undefined : inner.slice(comma + 1);
  return { start, length: inner.length + 3, name, fault: faultOf(inner, name, fallback) };
}

function faultOf(inner: string, name: string, fallback: string | undefined): VariableFault | undefined {
  if (inner.trim() === '') return 'empty';
  if (name.includes('${')) return 'missing-brace';
  if (/\s/.test(name)) return 'space';
  return fallback === undefined || /^ ?'[^']*'$/.test(fallback) ? undefined : 'missing-quote';
}

/** The texts in which variables have a meaning: resources, and values of String and Arn operators (R5.2). */
export function* variableTexts(policy: PolicyView): Generator<TextPlace> {
  for (const { text } of resourceTexts(policy)) yield text;
  for (const { condition } of conditionsOf(policy)) {
    if (condition.operator && !/String|Arn/.test(condition.operator.base)) continue;
    for (const value of condition.values) if (value.node.type === 'string') yield value;
  }
}
