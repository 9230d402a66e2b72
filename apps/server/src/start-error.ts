/** A reason not to start, in words for the person who starts; printed without a stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** 2: the settings or the command line are wrong; 1: something else stands in the way. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
