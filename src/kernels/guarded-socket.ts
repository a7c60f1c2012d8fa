// What a kernel sends is a candidate's to choose, and @jupyterlab/services throws on what is no proper message: out of an
// event handler, where nobody would catch it. Such frames are dropped here and told instead.
import type WebSocket from 'ws';

type SocketClass = new (url: string, protocols?: string | string[]) => WebSocket;

/** `isFatal`: the answer to something of ours was in it, or the connection ends with it. */
export type BadFrame = { isFatal: boolean; reason: string };

export type SocketListener = { onBadFrame(frame: BadFrame): void; onClose(): void };

/**
 * The same class, with frames that cannot be handled told instead of thrown, and the end of a connection, of
 * which the library says nothing while it has not heard from the kernel yet.
 */
export function guardSocket(Socket: SocketClass, { onBadFrame, onClose }: SocketListener): SocketClass {
  return class GuardedSocket extends Socket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols);
      const inherited = findAccessor(this, 'onmessage');
      Object.defineProperty(this, 'onmessage', {
        get: () => inherited.get?.call(this),
        set: (handler: ((event: WebSocket.MessageEvent) => void) | null) =>
          inherited.set?.call(
            this,
            handler &&
              ((event: WebSocket.MessageEvent) => {
                try {
                  handler(event);
                } catch (error) {
                  onBadFrame({ isFatal: isReply(event.data), reason: String(error).slice(0, 300) });
                }
              }),
          ),
      });
      this.once('open', () => this.once('close', onClose));
      this.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code?.startsWith('WS_ERR_')) onBadFrame({ isFatal: true, reason: error.message });
      });
    }
  };
}

function findAccessor(object: object, name: string): PropertyDescriptor {
  for (let current: object | null = object; current; current = Object.getPrototypeOf(current)) {
    const found = Object.getOwnPropertyDescriptor(current, name);
    if (found) return found;
  }
  throw new Error(`the WebSocket class has no ${name}`);
}

/** Nobody would wait for what came on another channel. */
function isReply(data: WebSocket.Data): boolean {
  return typeof data !== 'string' || /"channel"\s*:\s*"(?:shell|control)"/.test(data);
}
