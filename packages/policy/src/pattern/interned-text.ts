/** The same text as the one string that the engine of JavaScript keeps of it: maps find it fastest, and comparing it with a
 * literal is comparing two addresses. For texts that are made once and compared often. */
export const internedText = (text: string): string => Object.keys({ [text]: true })[0] ?? '';
