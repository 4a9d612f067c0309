/** A program cannot be run as the role, through no fault of this one; the message is one line that says what to do. */
export class RunFailure extends Error {
  readonly code = 'run';

  constructor(message: string) {
    super(message);
    this.name = 'RunFailure';
  }
}
