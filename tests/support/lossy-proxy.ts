// A proxy in front of a gateway that loses what a test tells it to: single messages of single kernels, whole
// connections, answers over HTTP.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { GatewayAddress } from '../../src/kernels/gateway.ts';

export type Passing = {
  /** "assay-subject 1" is the first subject that was started, "assay-subject 2" its twin. */
  kernel: string;
  direction: 'to kernel' | 'from kernel';
  /** The message's type; of what comes from a kernel also that of the request it belongs to. */
  type: string;
  parentType: string;
  /** For "status": busy, idle … */
  state: string;
};

export type LossyProxy = GatewayAddress & {
  /** How many kernels were started. */
  started(): number;
  /** Says of each message whether it is lost; null: none is. */
  lose(decide: ((message: Passing) => boolean) | null): void;
  /** Answers requests over HTTP with this status instead of passing them on; null: passes them on. */
  fail(decide: ((request: { method: string; path: string }) => number | null) | null): void;
  /** From now on nothing passes on the open connections, which stay open. */
  freeze(): void;
  /** Ends the open connections. */
  cut(): void;
  close(): Promise<void>;
};

export async function createLossyProxy(gateway: GatewayAddress): Promise<LossyProxy> {
  let decideLoss: ((message: Passing) => boolean) | null = null;
  let decideFailure: ((request: { method: string; path: string }) => number | null) | null = null;
  const kernels = new Map<string, string>();
  const counts = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const frozen = new WeakSet<WebSocket>();

  const noteKernel = (body: string): void => {
    const { id, name } = JSON.parse(body) as { id: string; name: string };
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    kernels.set(id, `${name} ${count}`);
  };

  const server = http.createServer((request, reply) => {
    const { method = 'GET', url = '/' } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const status = decideFailure?.({ method, path: url }) ?? null;
      if (status !== null) {
        reply.writeHead(status, { 'Content-Type': 'application/json' }).end('{"message": "out of order"}');
        return;
      }
      const headers = { Authorization: `token ${gateway.token}`, 'Content-Type': 'application/json' };
      const body = Buffer.concat(chunks);
      try {
        const passed = await fetch(gateway.url + url, { method, headers, ...(body.length > 0 && { body }) });
        const text = await passed.text();
        if (method === 'POST' && /\/api\/kernels(\?|$)/.test(url) && passed.ok) noteKernel(text);
        reply.writeHead(passed.status, { 'Content-Type': 'application/json' });
        reply.end(passed.status === 204 ? undefined : text);
      } catch {
        reply.writeHead(502).end();
      }
    });
  });

  const sides = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  server.on('upgrade', (request, socket, head) => {
    sides.handleUpgrade(request, socket, head, (near) => {
      const path = request.url ?? '';
      const kernel = kernels.get(/kernels\/([^/]+)\//.exec(path)?.[1] ?? '') ?? 'unknown';
      const far = new WebSocket(gateway.url.replace(/^http/, 'ws') + path, near.protocol, {
        headers: { Authorization: `token ${gateway.token}` },
        perMessageDeflate: false,
        maxPayload: 64 * 1024 * 1024,
      });
      const opened = new Promise<void>((resolve) => far.once('open', () => resolve()));
      const pass = (direction: Passing['direction'], to: WebSocket) => async (data: RawData, isBinary: boolean) => {
        await opened;
        if (frozen.has(near) || decideLoss?.(describe(kernel, direction, data))) return;
        if (to.readyState === WebSocket.OPEN) to.send(data, { binary: isBinary });
      };
      near.on('message', pass('to kernel', far));
      far.on('message', pass('from kernel', near));
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('error', () => undefined);
        one.on('close', () => other.terminate());
      }
      sockets.add(near);
      near.on('close', () => sockets.delete(near));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: 'the proxy asks for none',
    started: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    lose: (decide) => {
      // The next kernels count from one again.
      counts.clear();
      decideLoss = decide;
    },
    fail: (decide) => {
      decideFailure = decide;
    },
    freeze: () => {
      for (const near of sockets) {
        frozen.add(near);
        // Nor does it answer pings.
        near.pause();
      }
    },
    cut: () => {
      for (const near of sockets) near.terminate();
    },
    close: async () => {
      for (const near of sockets) near.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function describe(kernel: string, direction: Passing['direction'], data: RawData): Passing {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer);
  // v1.kernel.websocket.jupyter.org: how many offsets, the offsets, then channel, header, parent header, metadata, content.
  const part = (number: number): Buffer =>
    bytes.subarray(Number(bytes.readBigUInt64LE(8 * (number + 1))), Number(bytes.readBigUInt64LE(8 * (number + 2))));
  const read = (number: number) => JSON.parse(part(number).toString()) as Record<string, string | undefined>;
  const [header, parent, content] = [read(1), read(2), read(4)];
  return {
    kernel,
    direction,
    type: header.msg_type ?? '',
    parentType: parent.msg_type ?? '',
    state: content.execution_state ?? '',
  };
}
