/** How far a name may be from what was written. */
const farthest = 3;

/** How many texts of one policy are worth a search. */
const mostSearches = 50;

/** Finds names near to texts: the first of a policy, and no more once there are many. */
export class NearNames {
  #searches = 0;

  /** The name that differs least from a text, case aside; `undefined` where none is near. */
  find(text: string, names: readonly string[]): string | undefined {
    return ++this.#searches > mostSearches ? undefined : nearestName(text, names);
  }
}

/** Long texts have no near name. */
function nearestName(text: string, names: readonly string[]): string | undefined {
  const wanted = text.toLowerCase();
  if (wanted.length > 64 || wanted === '') return undefined;
  let best: string | undefined;
  let least = Math.min(farthest, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, name.toLowerCase(), least);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** How many characters have to be put in, taken out or changed; `limit` where it is that many or more. */
function editDistance(a: string, b: string, limit: number): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    above = row;
  }
  return above[b.length] ?? limit;
}
