// One kernel behind the gateway: run code with limits, ask its agent, interrupt, close. Nothing here can wait for ever:
// every wait is raced against the kernel's death, the loss of the connection, and a wall limit.
import type services from '@jupyterlab/services';
import kernelModule from '@jupyterlab/services/lib/kernel/default.js';
import restApi from '@jupyterlab/services/lib/kernel/restapi.js';
import { GraderError } from '../errors.ts';
import { guardSocket } from './guarded-socket.ts';
import { createOutputCollector, type KernelOutput } from './outputs.ts';

export type KernelFault = { ename: string; evalue: string; traceback: string[] };

export type Outputs = { outputs: KernelOutput[]; droppedBytes: number; wallMs: number };

export type Run =
  | ({ status: 'completed' } & Outputs)
  | ({ status: 'errored'; error: KernelFault } & Outputs)
  | ({ status: 'timed_out' } & Outputs)
  | ({ status: 'kernel_died' } & Outputs);

/** What came back from the agent (or the judge): still unparsed, to be treated as hostile. */
export type Answer =
  | { status: 'answered'; reply: unknown; wallMs: number }
  | { status: 'no_answer'; reason: string; wallMs: number }
  | { status: 'timed_out'; wallMs: number }
  | { status: 'kernel_died'; wallMs: number };

export type InputHandler = (prompt: string) => Promise<string>;

export type Kernel = {
  readonly id: string;
  readonly ready: Promise<void>;
  /** False once the kernel died, was killed or was closed. */
  isAlive(): boolean;
  execute(code: string, options: { metadata?: object; wallLimitMs: number }): Promise<Run>;
  /** Asks what `install()` put beside the code; `onInput` answers the kernel's stdin requests meanwhile (judge only). */
  ask(request: object, options: { wallLimitMs: number; onInput?: InputHandler }): Promise<Answer>;
  interrupt(): Promise<void>;
  close(): Promise<void>;
};

const AGENT_MIME = 'application/vnd.assay+json';
const AGENT_EXPRESSION = '__assay__()';
/** How long an interrupted kernel may take to become idle before it is killed. */
const INTERRUPT_GRACE_MS = 5_000;
const MAX_BAD_FRAMES = 100;
const REST_LIMIT_MS = 10_000;
/** The gateway closes the socket on a larger frame from us. */
const MAX_SENT_BYTES = 9 * 1024 * 1024;

type Model = services.Kernel.IModel;
type Settings = services.ServerConnection.ISettings;
type Future = services.Kernel.IShellFuture<
  services.KernelMessage.IExecuteRequestMsg,
  services.KernelMessage.IExecuteReplyMsg
>;
type Ended = { kind: 'died' } | { kind: 'lost'; reason: string };

export function createKernel({ model, settings }: { model: Model; settings: Settings }): Kernel {
  let badFrames = 0;
  const guarded = guardSocket(settings.WebSocket as never, ({ isFatal }) => {
    badFrames++;
    // What was asked will not be answered any more; no honest kernel comes here.
    if (isFatal || badFrames > MAX_BAD_FRAMES) void kill();
  });
  const connection = new kernelModule.KernelConnection({
    model,
    serverSettings: { ...settings, WebSocket: guarded as never },
    username: 'assay',
    handleComms: false,
  });
  const end = watchEnd(connection);
  let closed = false;

  const ready = (async () => {
    const outcome = await Promise.race([connection.info.then(() => 'ready' as const), end.promise]);
    if (outcome !== 'ready') throw new Error(outcome.kind === 'died' ? 'the kernel died at its start' : outcome.reason);
  })();
  ready.catch(() => undefined);

  const kill = async (): Promise<void> => {
    end.markDead();
    await limited(restApi.shutdownKernel(model.id, settings));
  };

  /** Sends one execute_request and waits for its reply, the limit (then interrupt, then kill), or the kernel's end. */
  const send = async (content: Content, options: SendOptions): Promise<Sent> => {
    if (closed) return { status: 'kernel_died' };
    const before = end.state();
    if (before) return endedRun(before);
    assertSendable(content, options.metadata);
    const future = connection.requestExecute(content, true, { assay: options.metadata } as never) as Future;
    if (options.onIopub) future.onIOPub = options.onIopub;
    const inputFailure = createFailure();
    if (options.onInput) future.onStdin = answerInput(connection, options.onInput, inputFailure.fail);
    const done = future.done.then((message) => ({ status: 'replied', message }) as const);
    done.catch(() => undefined);
    const timer = createTimer(options.wallLimitMs);
    try {
      const first = await Promise.race([done, end.promise, timer.promise, inputFailure.promise]);
      if (first === 'limit') return await interruptOrKill(done);
      return 'kind' in first ? endedRun(first) : first;
    } finally {
      timer.cancel();
      if (!future.isDisposed) future.dispose();
    }
  };

  const interruptOrKill = async (done: Promise<unknown>): Promise<Sent> => {
    await limited(restApi.interruptKernel(model.id, settings));
    const grace = createTimer(INTERRUPT_GRACE_MS);
    const outcome = await Promise.race([
      done.then(() => 'idle' as const),
      end.promise.then(() => 'ended' as const),
      grace.promise,
    ]);
    grace.cancel();
    if (outcome === 'limit') await kill();
    return { status: 'timed_out' };
  };

  return {
    id: model.id,
    ready,
    isAlive: () => !closed && end.state() === undefined,
    execute: async (code, { metadata, wallLimitMs }) => {
      const startedAt = performance.now();
      const collector = createOutputCollector();
      const sent = await send(
        { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: false },
        { metadata, wallLimitMs, onIopub: (message) => collector.take(message) },
      );
      const outputs = { ...collector.result(), wallMs: performance.now() - startedAt };
      if (sent.status !== 'replied') return { status: sent.status, ...outputs };
      const reply = sent.message.content;
      if (reply.status === 'ok') return { status: 'completed', ...outputs };
      return { status: 'errored', error: parseFault(reply), ...outputs };
    },
    ask: async (request, { wallLimitMs, onInput }) => {
      const startedAt = performance.now();
      const sent = await send(
        {
          code: '',
          silent: true,
          store_history: false,
          allow_stdin: onInput !== undefined,
          stop_on_error: false,
          user_expressions: { assay: AGENT_EXPRESSION },
        },
        { metadata: request, wallLimitMs, onInput },
      );
      const wallMs = performance.now() - startedAt;
      if (sent.status !== 'replied') return { status: sent.status, wallMs };
      return { ...parseAnswer(sent.message.content), wallMs };
    },
    interrupt: () => limited(restApi.interruptKernel(model.id, settings)),
    close: async () => {
      if (closed) return;
      closed = true;
      await limited(restApi.shutdownKernel(model.id, settings));
      connection.dispose();
    },
  };
}

type Content = services.KernelMessage.IExecuteRequestMsg['content'];
type SendOptions = {
  metadata?: object | undefined;
  wallLimitMs: number;
  onIopub?: ((message: services.KernelMessage.IIOPubMessage) => void) | undefined;
  onInput?: InputHandler | undefined;
};
type Sent =
  | { status: 'replied'; message: services.KernelMessage.IExecuteReplyMsg }
  | { status: 'timed_out' }
  | { status: 'kernel_died' };

function endedRun(ended: Ended): Sent {
  // A lost connection may have lost a message with it, although the library reconnects: the grading starts anew elsewhere.
  if (ended.kind === 'lost') throw new GraderError('gateway_lost', ended.reason);
  return { status: 'kernel_died' };
}

/** Watches one connection for the kernel's death and for the loss of the gateway; the first of them counts. */
function watchEnd(connection: InstanceType<typeof kernelModule.KernelConnection>) {
  let state: Ended | undefined;
  let settle: (ended: Ended) => void = () => undefined;
  const promise = new Promise<Ended>((resolve) => {
    settle = resolve;
  });
  const finish = (ended: Ended): void => {
    if (state) return;
    state = ended;
    settle(ended);
  };
  let wasConnected = connection.connectionStatus === 'connected';
  connection.connectionStatusChanged.connect((_, status) => {
    if (status === 'connected') wasConnected = true;
    else if (status === 'disconnected' || wasConnected)
      finish({ kind: 'lost', reason: 'The connection to the gateway was lost.' });
  });
  connection.statusChanged.connect((_, status) => {
    if (status === 'dead' || status === 'restarting' || status === 'autorestarting') finish({ kind: 'died' });
  });
  return { promise, state: () => state, markDead: () => finish({ kind: 'died' }) };
}

function answerInput(
  connection: InstanceType<typeof kernelModule.KernelConnection>,
  onInput: InputHandler,
  fail: (error: unknown) => void,
) {
  return async (message: services.KernelMessage.IStdinMessage): Promise<void> => {
    if (message.header.msg_type !== 'input_request') return;
    const { prompt } = message.content as { prompt: string };
    try {
      const value = await onInput(prompt);
      if (!connection.isDisposed) connection.sendInputReply({ status: 'ok', value }, message.header as never);
    } catch (error) {
      // Without an answer the kernel would wait for its whole limit.
      fail(error);
    }
  };
}

/** A promise that only ever fails, for a race. */
function createFailure() {
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    fail = reject;
  });
  promise.catch(() => undefined);
  return { promise, fail };
}

function parseFault(content: object): KernelFault {
  const { ename, evalue, traceback } = content as Record<string, unknown>;
  return {
    ename: typeof ename === 'string' ? ename.slice(0, 200) : 'Error',
    evalue: typeof evalue === 'string' ? evalue.slice(0, 2_000) : '',
    traceback: Array.isArray(traceback) ? traceback.filter((line) => typeof line === 'string').slice(-60) : [],
  };
}

function parseAnswer(
  content: object,
): { status: 'answered'; reply: unknown } | { status: 'no_answer'; reason: string } {
  const expressions = (content as { user_expressions?: Record<string, unknown> }).user_expressions;
  const result = expressions?.assay as
    | { status?: unknown; data?: Record<string, unknown>; ename?: unknown; evalue?: unknown }
    | undefined;
  const reply = result?.data?.[AGENT_MIME];
  if (result?.status === 'ok' && reply !== undefined) return { status: 'answered', reply };
  const reason =
    typeof result?.ename === 'string'
      ? `${result.ename}: ${typeof result.evalue === 'string' ? result.evalue : ''}`.slice(0, 2_000)
      : 'the kernel gave no reply of the agreed form';
  return { status: 'no_answer', reason };
}

function assertSendable(content: Content, metadata: object | undefined): void {
  const bytes = Buffer.byteLength(content.code) + (metadata ? Buffer.byteLength(JSON.stringify(metadata)) : 0);
  if (bytes > MAX_SENT_BYTES) {
    throw new GraderError(
      'judge_failed',
      `A message of ${bytes} bytes is too large for the gateway (at most ${MAX_SENT_BYTES}).`,
    );
  }
}

function createTimer(milliseconds: number) {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<'limit'>((resolve) => {
    timer = setTimeout(() => resolve('limit'), milliseconds);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** REST calls about a kernel that may be gone: their failure changes nothing, their silence must not hold us. */
async function limited(work: Promise<unknown>): Promise<void> {
  const timer = createTimer(REST_LIMIT_MS);
  await Promise.race([work.catch(() => undefined), timer.promise]);
  timer.cancel();
}
