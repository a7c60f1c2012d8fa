// The error family. "Their fault" and "our fault" stay apart from the first line to the report.

/** Something that the person at the other end can mend; its message says what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  /** HTTP status that a page answers with. */
  readonly status: number;

  constructor(code: string, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
  }
}

/** The set-up of this machine or installation is incomplete; its message says what to install or set. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Our own failure while grading (gateway lost, kernel start failed): never the candidate's, never 0 points. */
export class GraderError extends Error {
  override readonly name = 'GraderError';
  readonly code: 'gateway_lost' | 'kernel_start_failed' | 'judge_failed' | 'cancelled';

  constructor(code: GraderError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
