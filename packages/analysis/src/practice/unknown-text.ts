/** Stands in strings of a template's policy for what is known only when the template is deployed. */
export const unknownText = '\ue000';

export const isUnknown = (text: string): boolean => text.includes(unknownText);
