/** A place in a text: `line` and `column` count from 1, `offset` from 0, all in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of text: `start` is its first character, `end` the one behind its last. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}
