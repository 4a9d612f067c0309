import { textPlaces } from './place.ts';
import type { TextPlace } from './place.ts';
import { elementViews } from './policy-view.ts';
import type { ElementView } from './policy-view.ts';

/** A value of `Principal` or `NotPrincipal`; `kind` is the key of the map as written, or `*` for the bare string. */
export interface PrincipalEntryView extends TextPlace {
  readonly kind: string;
}

/** The keys of a principal's map with what they hold; none for a bare string. */
export const principalKinds = (element: ElementView): readonly ElementView[] => (element.node.type === 'object' ? elementViews(element.node, element.path) : []);

export function principalEntries(element: ElementView): readonly PrincipalEntryView[] {
  if (element.node.type === 'string') return textPlaces(element).map((text) => ({ ...text, kind: '*' }));
  return principalKinds(element).flatMap((kind) => textPlaces(kind).map((text) => ({ ...text, kind: kind.name })));
}
