// @jupyterlab/services tells its life through console.debug, which Node writes to standard output, where our results go.
const CHATTER = ['Starting WebSocket:', 'Kernel: ', 'Connection lost, reconnecting', 'The kernel "'];

let quieted = false;

/** Drops the library's own remarks from the console; everything else passes. */
export function quietJupyterConsole(): void {
  if (quieted) return;
  quieted = true;
  for (const method of ['debug', 'warn'] as const) {
    const write = console[method].bind(console);
    console[method] = (...parts: unknown[]) => {
      const first = parts[0];
      if (typeof first === 'string' && CHATTER.some((start) => first.startsWith(start))) return;
      write(...parts);
    };
  }
}
