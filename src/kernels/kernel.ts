// One kernel behind the gateway: run code with limits, ask its agent, interrupt, close. Nothing here can wait for ever:
// every wait is raced against the kernel's death, the loss of the connection, and a wall limit.

import { setTimeout as sleep } from 'node:timers/promises';
import type services from '@jupyterlab/services';
import kernelModule from '@jupyterlab/services/lib/kernel/default.js';
import messages from '@jupyterlab/services/lib/kernel/messages.js';
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

export type WaitOptions = {
  wallLimitMs: number;
  /** False: that a reply does not come is the kernel's own doing, and never thrown as ReplyLostError. */
  lossIsOurs?: boolean | undefined;
};

/**
 * The kernel went past a request whose reply never came, or is silent although nothing else is known of it: a message
 * may have been lost between it and us, so what it was asked must be asked again of a fresh kernel.
 */
export class ReplyLostError extends GraderError {
  constructor(reason: string) {
    super('gateway_lost', reason);
  }
}

export type InputHandler = (prompt: string) => Promise<string>;

/** What a kernel that is left alone never sends, and how often it did. */
export type Oddities = {
  /** Frames that are no messages of the protocol. */
  badFrames: number;
  /** Requests for input where none was allowed. */
  inputRequests: number;
  /** Replies to nothing that was asked, or to what had been answered. */
  uncalledReplies: number;
};

export type Kernel = {
  readonly id: string;
  readonly ready: Promise<void>;
  /** False once the kernel died, was killed or was closed. */
  isAlive(): boolean;
  oddities(): Oddities;
  /** Throws ReplyLostError, or GraderError (`gateway_lost`) when the connection goes. */
  execute(code: string, options: { metadata?: object } & WaitOptions): Promise<Run>;
  /** Asks what `install()` put beside the code; `onInput` answers the kernel's stdin requests meanwhile (judge only). */
  ask(request: object, options: { onInput?: InputHandler } & WaitOptions): Promise<Answer>;
  interrupt(): Promise<void>;
  close(): Promise<void>;
};

const AGENT_MIME = 'application/vnd.assay+json';
/** Before a question on the stdin channel; its answer bears the same. */
const NUMBERED = /^\d+ /;
const AGENT_EXPRESSION = '__assay__()';
/** How long an interrupted kernel may take to become idle before it is killed. */
const INTERRUPT_GRACE_MS = 5_000;
/** How long a kernel may take to tell on its control channel that it is there. */
const CONTROL_LIMIT_MS = 5_000;
/** When a kernel is asked first whether it has gone past what it is to answer; the pause doubles each time. */
const PROBE_AFTER_MS = 4_000;
const MAX_PROBE_PAUSE_MS = 60_000;
/** How long after its reply a kernel may take to say that it is idle; then its outputs cannot be relied on any more. */
const IDLE_LIMIT_MS = 30_000;
const MAX_BAD_FRAMES = 100;
const REST_LIMIT_MS = 10_000;
const SHUTDOWN_PAUSES_MS = [500, 3_000];
/** The gateway closes the socket on a larger frame from us. */
const MAX_SENT_BYTES = 9 * 1024 * 1024;

type Model = services.Kernel.IModel;
type Settings = services.ServerConnection.ISettings;
type Future = services.Kernel.IShellFuture<
  services.KernelMessage.IExecuteRequestMsg,
  services.KernelMessage.IExecuteReplyMsg
>;
type Connection = InstanceType<typeof kernelModule.KernelConnection>;
type Ended = { kind: 'died' } | { kind: 'lost'; reason: string };

export function createKernel({ model, settings }: { model: Model; settings: Settings }): Kernel {
  const odd: Oddities = { badFrames: 0, inputRequests: 0, uncalledReplies: 0 };
  const guarded = guardSocket(settings.WebSocket as never, {
    onBadFrame: ({ isFatal }) => {
      odd.badFrames++;
      // What was asked will not be answered any more; no honest kernel comes here.
      if (isFatal || odd.badFrames > MAX_BAD_FRAMES) void kill();
    },
    onClose: () => end.markLost(),
  });
  const connection = new kernelModule.KernelConnection({
    model,
    serverSettings: { ...settings, WebSocket: guarded as never },
    username: 'assay',
    handleComms: false,
  });
  const end = watchEnd(connection);
  const awaited = countOddities(connection, odd);
  let closed = false;

  const ready = (async () => {
    const outcome = await Promise.race([connection.info.then(() => 'ready' as const), end.promise]);
    if (outcome !== 'ready') throw new Error(outcome.kind === 'died' ? 'the kernel died at its start' : outcome.reason);
  })();
  ready.catch(() => undefined);

  const kill = async (): Promise<void> => {
    end.markDead();
    await shutDown(model.id, settings);
  };

  /** Sends one execute_request and waits for its reply, its loss, the limit (then interrupt, then kill), or the kernel's end. */
  const send = async (content: Content, options: SendOptions): Promise<Sent> => {
    if (closed) return { status: 'kernel_died' };
    const before = end.state();
    if (before) return endedRun(before);
    assertSendable(content, options.metadata);
    const future = connection.requestExecute(content, true, { assay: options.metadata } as never) as Future;
    awaited.add(future.msg.header.msg_id, { input: options.onInput !== undefined });
    if (options.onIopub) future.onIOPub = options.onIopub;
    const inputFailure = createFailure();
    if (options.onInput) future.onStdin = answerInput(connection, options.onInput, inputFailure.fail);
    // What a cell shows may come after its reply. A request shows nothing, and of its end our kernels say no more.
    const answer = options.onIopub ? future.done : firstReply(future);
    const done = answer.then((message) => ({ status: 'replied', message }) as const);
    done.catch(() => undefined);
    const timer = createTimer(options.wallLimitMs);
    const isOurs = options.lossIsOurs !== false;
    const probes = isOurs ? createProbes(connection) : null;
    const idle = options.onIopub ? createIdleLimit(future) : null;
    const waits: Promise<Waited>[] = [done, end.promise, inputFailure.promise];
    if (idle) waits.push(idle.promise);
    if (probes) waits.push(probes.promise);
    try {
      const first = await Promise.race([...waits, timer.promise]);
      if (first === 'limit') return await interruptOrKill(waits, isOurs, () => probes?.send());
      if (first === 'passed') throw await spoil('A reply of a kernel was lost.');
      if (first === 'unfinished') {
        await kill();
        return { status: 'kernel_died' };
      }
      return 'kind' in first ? endedRun(first) : first;
    } finally {
      timer.cancel();
      idle?.cancel();
      probes?.cancel();
      if (!future.isDisposed) future.dispose();
    }
  };

  /** Nothing more is asked of a kernel of which a message was lost. */
  const spoil = async (reason: string): Promise<ReplyLostError> => {
    await kill();
    return new ReplyLostError(reason);
  };

  const interruptOrKill = async (waits: Promise<Waited>[], isOurs: boolean, probe: () => void): Promise<Sent> => {
    await limited(restApi.interruptKernel(model.id, settings));
    probe();
    const grace = createTimer(INTERRUPT_GRACE_MS);
    const outcome = await Promise.race([...waits, grace.promise]);
    grace.cancel();
    if (outcome === 'passed') throw await spoil('A reply of a kernel was lost.');
    if (outcome !== 'limit' && outcome !== 'unfinished') return 'kind' in outcome ? endedAtLimit(outcome) : TIMED_OUT;
    // One that swallows the interrupt still answers here.
    if (isOurs && !(await isThere(connection))) throw await spoil('A kernel, or the gateway, fell silent.');
    await kill();
    return TIMED_OUT;
  };

  return {
    id: model.id,
    ready,
    isAlive: () => !closed && end.state() === undefined,
    oddities: () => ({ ...odd }),
    execute: async (code, { metadata, wallLimitMs, lossIsOurs }) => {
      const startedAt = performance.now();
      const collector = createOutputCollector();
      const sent = await send(
        { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: false },
        { metadata, wallLimitMs, lossIsOurs, onIopub: (message) => collector.take(message) },
      );
      const outputs = { ...collector.result(), wallMs: performance.now() - startedAt };
      if (sent.status !== 'replied') return { status: sent.status, ...outputs };
      const reply = sent.message.content;
      if (reply.status === 'ok') return { status: 'completed', ...outputs };
      return { status: 'errored', error: parseFault(reply), ...outputs };
    },
    ask: async (request, { wallLimitMs, lossIsOurs, onInput }) => {
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
        { metadata: request, wallLimitMs, lossIsOurs, onInput },
      );
      const wallMs = performance.now() - startedAt;
      if (sent.status !== 'replied') return { status: sent.status, wallMs };
      return { ...parseAnswer(sent.message.content), wallMs };
    },
    interrupt: async () => {
      await limited(restApi.interruptKernel(model.id, settings));
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await shutDown(model.id, settings);
      connection.dispose();
    },
  };
}

type Content = services.KernelMessage.IExecuteRequestMsg['content'];
type SendOptions = {
  metadata?: object | undefined;
  wallLimitMs: number;
  lossIsOurs?: boolean | undefined;
  onIopub?: ((message: services.KernelMessage.IIOPubMessage) => void) | undefined;
  onInput?: InputHandler | undefined;
};
type Sent =
  | { status: 'replied'; message: services.KernelMessage.IExecuteReplyMsg }
  | { status: 'timed_out' }
  | { status: 'kernel_died' };

/**
 * What ends the wait for a reply: the reply, the end of the kernel or the connection, an answer to a later question, or
 * that nothing is heard of what it publishes. One lost message shows in the answer to a later question; a kernel that has
 * spoilt the channel on which it publishes gives none of these.
 */
type Waited = Extract<Sent, { status: 'replied' }> | Ended | 'passed' | 'unfinished';

const TIMED_OUT: Sent = { status: 'timed_out' };

function endedAtLimit(ended: Ended): Sent {
  return ended.kind === 'lost' ? endedRun(ended) : TIMED_OUT;
}

/**
 * A kernel handles what comes on its shell channel in turn: when it has answered a question that was sent after a
 * request, that request's reply is behind us, or lost. While it works it answers none.
 */
function createProbes(connection: Connection) {
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = PROBE_AFTER_MS;
  let pass: (passed: 'passed') => void = () => undefined;
  const promise = new Promise<'passed'>((resolve) => {
    pass = resolve;
  });
  const futures: { dispose(): void }[] = [];
  const send = (): void => {
    const future = requestInfo(connection, 'shell');
    if (!future) return;
    futures.push(future);
    future.done.then(() => pass('passed')).catch(() => undefined);
  };
  const plan = (): void => {
    timer = setTimeout(() => {
      send();
      pauseMs = Math.min(2 * pauseMs, MAX_PROBE_PAUSE_MS);
      plan();
    }, pauseMs);
  };
  plan();
  const cancel = (): void => {
    clearTimeout(timer);
    for (const future of futures) future.dispose();
  };
  return { promise, send, cancel };
}

function firstReply(future: Future): Promise<services.KernelMessage.IExecuteReplyMsg> {
  return new Promise((resolve) => {
    future.onReply = resolve;
  });
}

function createIdleLimit(future: Future) {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<'unfinished'>((resolve) => {
    future.onReply = () => {
      timer ??= setTimeout(() => resolve('unfinished'), IDLE_LIMIT_MS);
    };
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** Whether the kernel answers on its control channel, which it does beside what it runs. */
async function isThere(connection: Connection): Promise<boolean> {
  if (connection.isDisposed || connection.status === 'dead') return true;
  const future = requestInfo(connection, 'control');
  if (!future) return false;
  const timer = createTimer(CONTROL_LIMIT_MS);
  // The reply alone: it may have spoilt the channel on which it says that it is idle.
  const replied = new Promise<'there'>((resolve) => {
    future.onReply = () => resolve('there');
  });
  const first = await Promise.race([replied, future.done.catch(() => 'limit' as const), timer.promise]);
  timer.cancel();
  future.dispose();
  return first !== 'limit';
}

/** Null where the connection takes nothing at this moment. */
function requestInfo(connection: Connection, channel: 'shell' | 'control') {
  if (connection.isDisposed || connection.status === 'dead') return null;
  const options = { msgType: 'kernel_info_request', username: 'assay', session: connection.clientId, content: {} };
  const message = messages.createMessage({ ...options, channel } as never);
  try {
    return channel === 'shell'
      ? connection.sendShellMessage(message as never, true)
      : connection.sendControlMessage(message as never, true);
  } catch {
    return null;
  }
}

function endedRun(ended: Ended): Sent {
  // A lost connection may have lost a message with it, although the library reconnects: the grading starts anew elsewhere.
  if (ended.kind === 'lost') throw new GraderError('gateway_lost', ended.reason);
  return { status: 'kernel_died' };
}

/** Follows what comes from a kernel; what is awaited of it is told by `add`. */
function countOddities(connection: Connection, odd: Oddities) {
  /** By the request's id whether it may ask for input. A late reply is none that nobody asked for. */
  const awaited = new Map<string, { input: boolean }>();
  connection.anyMessage.connect((_, { msg, direction }) => {
    if (direction !== 'recv') return;
    const id = (msg.parent_header as { msg_id?: string }).msg_id ?? '';
    if (msg.header.msg_type === 'input_request') odd.inputRequests += awaited.get(id)?.input ? 0 : 1;
    else if (msg.header.msg_type === 'execute_reply') odd.uncalledReplies += awaited.delete(id) ? 0 : 1;
  });
  return { add: (id: string, allows: { input: boolean }) => awaited.set(id, allows) };
}

/** Watches one connection for the kernel's death and for the loss of the gateway; the first of them counts. */
function watchEnd(connection: Connection) {
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
  const markLost = () => finish({ kind: 'lost', reason: 'The connection to the gateway was lost.' });
  connection.connectionStatusChanged.connect((_, status) => {
    if (status === 'disconnected') markLost();
  });
  connection.statusChanged.connect((_, status) => {
    if (status === 'dead' || status === 'restarting' || status === 'autorestarting') finish({ kind: 'died' });
  });
  return { promise, state: () => state, markDead: () => finish({ kind: 'died' }), markLost };
}

/** A question that a kernel asks again, because the first or its answer was lost, is answered as before. */
function answerInput(connection: Connection, onInput: InputHandler, fail: (error: unknown) => void) {
  let last: { mark: string; value: string } | null = null;
  return async (message: services.KernelMessage.IStdinMessage): Promise<void> => {
    if (message.header.msg_type !== 'input_request') return;
    const { prompt } = message.content as { prompt: string };
    try {
      const mark = NUMBERED.exec(prompt)?.[0] ?? '';
      if (last === null || mark === '' || last.mark !== mark)
        last = { mark, value: await onInput(prompt.slice(mark.length)) };
      const value = `${mark}${last.value}`;
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

/** A kernel that is left behind at a gateway of others would stay there: its end is asked for until it is told. */
export async function shutDown(id: string, settings: Settings): Promise<void> {
  for (const pauseMs of [0, ...SHUTDOWN_PAUSES_MS]) {
    if (pauseMs > 0) await sleep(pauseMs);
    if (await limited(restApi.shutdownKernel(id, settings))) return;
  }
}

/** REST calls about a kernel that may be gone: their silence must not hold us. True where they succeeded. */
async function limited(work: Promise<unknown>): Promise<boolean> {
  const timer = createTimer(REST_LIMIT_MS);
  const outcome = await Promise.race([work.catch(() => 'failed'), timer.promise]);
  timer.cancel();
  return outcome !== 'failed' && outcome !== 'limit';
}
