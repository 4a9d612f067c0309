/** How grave a finding is, in AWS's words. */
export type FindingType = 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';

/** A step on the way from the document to a value: the name of an element or key, the number of a list's item, or, at the
 * end, a key itself instead of what it holds, or a part of a text. */
export type PathElement =
  | { readonly value: string }
  | { readonly index: number }
  | { readonly key: string }
  | { readonly substring: { readonly start: number; readonly length: number } };

/** `line` counts from 1, `column` and `offset` from 0, in UTF-16 code units (R24.14). */
export interface FindingPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A place in the document: `end` is behind the last character. */
export interface FindingLocation {
  readonly path: readonly PathElement[];
  readonly span: { readonly start: FindingPosition; readonly end: FindingPosition };
}

/** What is wrong with a policy or could be better, in the shape of AWS's ValidatePolicy (R24.11). */
export interface Finding {
  readonly findingType: FindingType;
  /** AWS's code, or one of this project's own, which begin with `ASSENT_` (D63). */
  readonly issueCode: string;
  /** For people; programs go by `issueCode` (D62). */
  readonly findingDetails: string;
  readonly learnMoreLink: string;
  /** Empty where nothing of the text can be pointed at. */
  readonly locations: readonly FindingLocation[];
}

/** A finding with what a program can do about it. */
export interface Advice {
  readonly finding: Finding;
  /** What to write instead of the statement: JSON with names in capitals to be filled in. */
  readonly replacement?: string;
  /** Items of lists that can be taken out without changing what the policy says. */
  readonly removable?: readonly FindingLocation[];
}
