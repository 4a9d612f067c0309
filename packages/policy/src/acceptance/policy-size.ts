/** The characters of a policy that count against IAM's quotas (R2.8, R14.2): all but white space outside of strings. */
export function countPolicyCharacters(text: string): number {
  let count = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') {
        count += 2;
        at++;
        continue;
      }
      if (character === '"') inString = false;
      count++;
    } else if (character !== ' ' && character !== '\t' && character !== '\n' && character !== '\r') {
      if (character === '"') inString = true;
      count++;
    }
  }
  return count;
}
