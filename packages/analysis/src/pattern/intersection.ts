const star = 0x2a;
const one = 0x3f;

/** Longer patterns are taken to meet everything, which keeps the time of a comparison bounded. */
const longest = 2048;

/** Whether some text matches both of two patterns of `*` and `?`. Keeps one row of places, and takes time in the product
 * of their lengths. */
export function globsMeet(a: string, b: string): boolean {
  if (a.length > longest || b.length > longest) return true;
  // meets[j]: the rest of `a` and the rest of `b` from j on can match the same text.
  let below = lastRow(b);
  for (let i = a.length - 1; i >= 0; i--) {
    const code = a.charCodeAt(i);
    const row = new Uint8Array(b.length + 1);
    row[b.length] = code === star ? (below[b.length] ?? 0) : 0;
    for (let j = b.length - 1; j >= 0; j--) {
      const other = b.charCodeAt(j);
      // A star takes nothing, or one character of the other pattern and stays.
      if (code === star || other === star) row[j] = (below[j] ?? 0) | (row[j + 1] ?? 0);
      else row[j] = code === one || other === one || code === other ? (below[j + 1] ?? 0) : 0;
    }
    below = row;
  }
  return below[0] === 1;
}

/** Nothing is left of `a`: `b` must have nothing left but stars. */
function lastRow(b: string): Uint8Array {
  const row = new Uint8Array(b.length + 1);
  row[b.length] = 1;
  for (let j = b.length - 1; j >= 0 && b.charCodeAt(j) === star; j--) row[j] = 1;
  return row;
}
