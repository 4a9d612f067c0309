/** The blocks of a PEM text with a label, markers included, in order; `undefined` where one does not end, or where there
 * is anything but white space outside of them. Read from marker to marker: the texts are long and anybody's. */
export function pemBlocks(text: string, label: string): readonly string[] | undefined {
  const [begin, end] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
  const blocks: string[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf(begin, at);
    if (text.slice(at, from === -1 ? undefined : from).trim() !== '') return undefined;
    if (from === -1) return blocks;
    const to = text.indexOf(end, from);
    if (to === -1) return undefined;
    at = to + end.length;
    blocks.push(text.slice(from, at));
  }
}
