// A client of an Enterprise Gateway: where it is, and how a kernel is started there.
import { setTimeout as sleep } from 'node:timers/promises';
import services from '@jupyterlab/services';
import WebSocket from 'ws';
import { GraderError, SetupError } from '../errors.ts';
import { createKernel, type Kernel, shutDown } from './kernel.ts';
import { quietJupyterConsole } from './quiet-console.ts';

export type GatewayAddress = { url: string; token: string };

/** Kernelspecs of ours: subject and twin, bare twin (what "from scratch" forbids is not there), judge. */
export type KernelName = 'assay-subject' | 'assay-bare' | 'assay-judge';

/** Names of Python modules and functions that are not to be there, and of those below them that are. */
export type Without = { forbid: string[]; allow: string[] };

export type Gateway = {
  /** Starts a kernel and waits until it answers; throws GraderError (`kernel_start_failed`). */
  startKernel(name: KernelName, without?: Without): Promise<Kernel>;
};

const MODULE_NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/**
 * A start that hangs is given up and tried again: a cold kernel binds ports that the gateway picked before, and another
 * process may have taken one in between.
 */
const START_LIMITS_MS = [40_000, 60_000, 90_000];
const START_PAUSES_MS = [1_000, 3_000];
const MAX_FRAME_BYTES = 64 * 1024 * 1024;
/** A gateway that answers none of so many pings is taken for lost: a connection can be dead without being closed. */
const PING_PAUSE_MS = 10_000;
const MAX_UNANSWERED_PINGS = 3;

export function createGateway(address: GatewayAddress): Gateway {
  quietJupyterConsole();
  const settings = makeSettings(address);
  return {
    startKernel: async (name, without) => {
      let failure: unknown;
      for (const [index, limitMs] of START_LIMITS_MS.entries()) {
        if (index > 0) await sleep(START_PAUSES_MS[index - 1]);
        try {
          return await startOnce(name, without, settings, limitMs);
        } catch (error) {
          if (error instanceof SetupError) throw error;
          failure = error;
        }
      }
      throw new GraderError(
        'kernel_start_failed',
        `The gateway could not start a kernel (${name}): ${messageOf(failure)}`,
        { cause: failure },
      );
    },
  };
}

async function startOnce(
  name: KernelName,
  without: Without | undefined,
  settings: services.ServerConnection.ISettings,
  limitMs: number,
): Promise<Kernel> {
  const deadline = Date.now() + limitMs;
  // Always with env: the gateway hands a later request without env an earlier one's.
  const options = { name, env: { KERNEL_USERNAME: 'assay', ...describeWithout(without) } };
  const starting = services.KernelAPI.startNew(options as never, settings);
  const model = await withLimit(starting, deadline, limitMs).catch((error: unknown) => {
    // It may come yet, and nobody would end it.
    starting.then(({ id }) => shutDown(id, settings)).catch(() => undefined);
    throw error;
  });
  const kernel = createKernel({ model, settings });
  try {
    await withLimit(kernel.ready, deadline, limitMs);
    return kernel;
  } catch (error) {
    await kernel.close();
    throw error;
  }
}

/** For the launcher, which hides the files; it never reaches the kernel's own environment. */
function describeWithout(without: Without | undefined): Record<string, string> {
  if (!without) return {};
  const join = (names: string[]): string => {
    const wrong = names.find((name) => !MODULE_NAME.test(name));
    if (wrong !== undefined) throw new SetupError(`"${wrong}" is no name of a Python module.`);
    return names.join(',');
  };
  return { KERNEL_ASSAY_FORBID: join(without.forbid), KERNEL_ASSAY_ALLOW: join(without.allow) };
}

function makeSettings(address: GatewayAddress): services.ServerConnection.ISettings {
  // The token goes into a header: in a URL it would end up in logs.
  class AuthorizedWebSocket extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, {
        headers: { Authorization: `token ${address.token}` },
        perMessageDeflate: false,
        maxPayload: MAX_FRAME_BYTES,
      });
      this.once('open', () => endWhenSilent(this));
    }
  }
  const baseUrl = address.url.endsWith('/') ? address.url : `${address.url}/`;
  return services.ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace(/^http/, 'ws'),
    token: address.token,
    appendToken: false,
    WebSocket: AuthorizedWebSocket as never,
  });
}

function endWhenSilent(socket: WebSocket): void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= MAX_UNANSWERED_PINGS) socket.terminate();
    else if (socket.readyState === WebSocket.OPEN) socket.ping();
    unanswered++;
  }, PING_PAUSE_MS).unref();
  socket.on('pong', () => {
    unanswered = 0;
  });
  socket.once('close', () => clearInterval(timer));
}

async function withLimit<T>(work: Promise<T>, deadline: number, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), deadline - Date.now());
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
