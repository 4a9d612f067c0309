import type { Container } from '../pattern/containment.ts';
import type { TextPlace } from '../view/place.ts';
import type { Detection } from './rule.ts';

/** How many comparisons one list is worth; what goes beyond is not looked at. */
const budget = 250_000;

/** Groups the entries of a list that say nothing new with the one that covers them. */
export function* redundantEntries(texts: readonly TextPlace[], compile: (outer: string) => Container, what: 'action' | 'resource'): Generator<Detection> {
  const taken = new Set<TextPlace>();
  const repeated = repetitions(texts);
  const outers = [...texts.filter(({ value }) => isWide(value)), ...Array.from(repeated.values(), ([first]) => first).filter((text) => text !== undefined && !isWide(text.value))];
  let left = budget;
  for (const outer of outers) {
    if (outer === undefined || taken.has(outer)) continue;
    const covered = new Set((repeated.get(outer.value) ?? []).slice(1));
    if (isWide(outer.value)) {
      const covers = compile(outer.value);
      for (const inner of texts) {
        if (left-- <= 0) break;
        if (inner.value !== outer.value && !taken.has(inner) && covers(inner.value)) covered.add(inner);
      }
    }
    if (covered.size === 0) continue;
    for (const text of covered) taken.add(text);
    yield { details: `${shownTexts([...covered])}: another ${what} of the list covers this.`, places: [outer, ...covered].sort((a, b) => a.start - b.start), removable: [...covered] };
  }
}

/** How many texts a finding spells out. */
const mostShown = 5;

const shownTexts = (texts: readonly TextPlace[]): string =>
  texts
    .slice(0, mostShown)
    .map(({ value }) => `\`${value}\``)
    .join(', ') + (texts.length > mostShown ? ' and others' : '');

const isWide = (value: string): boolean => /[*?]/.test(value);

/** The texts that occur more than once, by value. */
function repetitions(texts: readonly TextPlace[]): ReadonlyMap<string, readonly TextPlace[]> {
  const groups = new Map<string, TextPlace[]>();
  for (const text of texts) {
    const group = groups.get(text.value);
    if (group) group.push(text);
    else groups.set(text.value, [text]);
  }
  return new Map([...groups].filter(([, group]) => group.length > 1));
}
