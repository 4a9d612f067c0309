import { parseOperatorName } from '@assent/policy';
import type { OperatorName } from '@assent/policy';
import { itemPlaces } from './place.ts';
import type { NodePlace, Place } from './place.ts';
import { elementViews } from './policy-view.ts';
import type { ElementView } from './policy-view.ts';

/** One value of a condition as the operator compares it: a string, or what a number or truth value is written as. */
export interface ConditionValue extends NodePlace {
  readonly value: string;
}

/** One `operator: { key: values }`. */
export interface ConditionView {
  /** As written, and taken apart where there is such an operator. */
  readonly operatorText: string;
  readonly operator: OperatorName | undefined;
  readonly key: string;
  readonly keyPlace: Place;
  /** What the key holds: a value or a list. */
  readonly held: NodePlace;
  /** Strings, numbers and truth values of it. */
  readonly values: readonly ConditionValue[];
}

/** An operator with what stands under it. */
export interface ConditionBlock extends ElementView {
  readonly operator: OperatorName | undefined;
  readonly conditions: readonly ConditionView[];
}

export function conditionBlocks(condition: ElementView): readonly ConditionBlock[] {
  if (condition.node.type !== 'object') return [];
  return elementViews(condition.node, condition.path).map((block) => {
    const operator = parseOperatorName(block.name);
    const members = block.node.type === 'object' ? elementViews(block.node, block.path) : [];
    return {
      ...block,
      operator,
      conditions: members.map((member) => ({
        operatorText: block.name,
        operator,
        key: member.name,
        keyPlace: member.key,
        held: member,
        values: itemPlaces(member).flatMap((item) => {
          const value = valueText(item);
          return value === undefined ? [] : [{ ...item, value }];
        }),
      })),
    };
  });
}

function valueText({ node }: NodePlace): string | undefined {
  switch (node.type) {
    case 'string':
      return node.value;
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    default:
      return undefined;
  }
}
