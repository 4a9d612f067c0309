import type { JsonObject } from '@assent/policy';
import type { PathElement } from '../finding/finding.ts';
import { conditionBlocks } from './condition-view.ts';
import type { ConditionBlock, ConditionView } from './condition-view.ts';
import { textPlaces } from './place.ts';
import type { Place, TextPlace } from './place.ts';
import { elementNamed, elementViews } from './policy-view.ts';
import type { ElementView } from './policy-view.ts';
import { principalEntries } from './principal-view.ts';
import type { PrincipalEntryView } from './principal-view.ts';

/** `Action`, `NotAction`, `Resource` or `NotResource`. */
export interface ListView extends ElementView {
  readonly negated: boolean;
  readonly texts: readonly TextPlace[];
}

/** `Principal` or `NotPrincipal`. */
export interface PrincipalView extends ElementView {
  readonly negated: boolean;
  /** The values that could be read, `"*"` alone among them. */
  readonly entries: readonly PrincipalEntryView[];
}

export interface StatementView extends Place {
  readonly elements: readonly ElementView[];
  /** `undefined` where it is missing or wrong. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly sid: TextPlace | undefined;
  /** Two where both of a pair stand in the statement, which is a fault. */
  readonly actions: readonly ListView[];
  readonly resources: readonly ListView[];
  readonly principals: readonly PrincipalView[];
  readonly blocks: readonly ConditionBlock[];
  /** The conditions of all blocks. */
  readonly conditions: readonly ConditionView[];
}

export function statementView(node: JsonObject, path: readonly PathElement[]): StatementView {
  const elements = elementViews(node, path);
  const pair = (name: string): readonly { readonly element: ElementView; readonly negated: boolean }[] =>
    [false, true].flatMap((negated) => {
      const element = elementNamed(elements, negated ? `Not${name}` : name);
      return element ? [{ element, negated }] : [];
    });
  const lists = (name: string): readonly ListView[] => pair(name).map(({ element, negated }) => ({ ...element, negated, texts: textPlaces(element) }));
  const effect = elementNamed(elements, 'Effect')?.node;
  const sid = elementNamed(elements, 'Sid');
  const condition = elementNamed(elements, 'Condition');
  const blocks = condition ? conditionBlocks(condition) : [];
  return {
    path,
    start: node.start,
    end: node.end,
    elements,
    effect: effect?.type === 'string' && (effect.value === 'Allow' || effect.value === 'Deny') ? effect.value : undefined,
    sid: sid && textPlaces(sid)[0],
    actions: lists('Action'),
    resources: lists('Resource'),
    principals: pair('Principal').map(({ element, negated }) => ({ ...element, negated, entries: principalEntries(element) })),
    blocks,
    conditions: blocks.flatMap(({ conditions }) => conditions),
  };
}
