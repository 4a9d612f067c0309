import type { JsonNode, JsonObject } from '@assent/policy';
import type { PathElement } from '../finding/finding.ts';
import { nodePlace } from './place.ts';
import type { NodePlace, Place } from './place.ts';
import { statementView } from './statement-view.ts';
import type { StatementView } from './statement-view.ts';

/** What a policy is attached to or where it stands: the rules differ. `trust` is a resource policy of a role. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'serviceControl' | 'resourceControl';

/** A member of an object: its key and what it holds, with the places of both. */
export interface ElementView extends NodePlace {
  readonly name: string;
  readonly key: Place;
}

/** A policy as it is written, faults and all: whatever could be read of it, with places. Rules look at it; nothing in it
 * is a promise that the document is valid. */
export interface PolicyView {
  readonly text: string;
  readonly kind: PolicyKind;
  /** The resource that a resource policy hangs on, such as `AWS::S3::Bucket`; unknown where it was not said. */
  readonly resourceType: string | undefined;
  readonly whole: Place;
  readonly root: NodePlace;
  /** Members of the document, repeated ones included; none where it is no object. */
  readonly elements: readonly ElementView[];
  readonly statements: readonly StatementView[];
  /** False under the rules of 2008, where variables are literal text (R2.10). */
  readonly variables: boolean;
}

export function elementViews(node: JsonObject, path: readonly PathElement[]): readonly ElementView[] {
  return node.members.map(({ key, value }) => ({
    ...nodePlace(value, [...path, { value: key.value }]),
    name: key.value,
    key: { path: [...path, { key: key.value }], start: key.start, end: key.end },
  }));
}

/** The first member of a name. */
export const elementNamed = (elements: readonly ElementView[], name: string): ElementView | undefined => elements.find((element) => element.name === name);

export function policyView(text: string, root: JsonNode, kind: PolicyKind, resourceType: string | undefined): PolicyView {
  const elements = root.type === 'object' ? elementViews(root, []) : [];
  const version = elementNamed(elements, 'Version')?.node;
  const statement = elementNamed(elements, 'Statement');
  const items = !statement ? [] : statement.node.type === 'array' ? statement.node.items.map((item, index) => nodePlace(item, [...statement.path, { index }])) : [statement];
  return {
    text,
    kind,
    resourceType,
    whole: { path: [], start: 0, end: text.length },
    root: nodePlace(root, []),
    elements,
    statements: items.flatMap((item) => (item.node.type === 'object' ? [statementView(item.node, item.path)] : [])),
    variables: version?.type === 'string' && version.value === '2012-10-17',
  };
}
