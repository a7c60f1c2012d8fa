// What a kernel said while a cell ran, typed and capped. The agent caps at the source; this second cap is for a kernel
// whose agent was got out of the way.
import type services from '@jupyterlab/services';

export type KernelOutput =
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; isResult: boolean; data: Record<string, string> }
  | { type: 'error'; ename: string; evalue: string; traceback: string[] };

const MAX_BYTES = 24 * 1024 * 1024;
const MAX_OUTPUTS = 2_000;
const MAX_ERROR_CHARACTERS = 20_000;
const MAX_TRACEBACK_LINES = 200;

export type OutputCollector = {
  take(message: services.KernelMessage.IIOPubMessage): void;
  result(): { outputs: KernelOutput[]; droppedBytes: number };
};

export function createOutputCollector(): OutputCollector {
  const outputs: KernelOutput[] = [];
  let bytes = 0;
  let droppedBytes = 0;
  let isClearedNext = false;

  const clear = (): void => {
    outputs.length = 0;
    bytes = 0;
    isClearedNext = false;
  };

  const add = (output: KernelOutput, size: number): void => {
    if (isClearedNext) clear();
    if (bytes + size > MAX_BYTES || outputs.length >= MAX_OUTPUTS) {
      droppedBytes += size;
      return;
    }
    bytes += size;
    const last = outputs.at(-1);
    if (output.type === 'stream' && last?.type === 'stream' && last.name === output.name) last.text += output.text;
    else outputs.push(output);
  };

  return {
    take: (message) => {
      const content = message.content as Record<string, unknown>;
      switch (message.header.msg_type) {
        case 'stream': {
          const text = typeof content.text === 'string' ? content.text : '';
          add({ type: 'stream', name: content.name === 'stderr' ? 'stderr' : 'stdout', text }, text.length);
          break;
        }
        case 'display_data':
        case 'execute_result': {
          const data = parseMimeBundle(content.data);
          const size = Object.values(data).reduce((sum, text) => sum + text.length, 0);
          add({ type: 'display', isResult: message.header.msg_type === 'execute_result', data }, size);
          break;
        }
        case 'clear_output':
          // What a notebook no longer shows was not shown.
          if (content.wait === true) isClearedNext = true;
          else clear();
          break;
        case 'error': {
          const traceback = Array.isArray(content.traceback)
            ? content.traceback.filter((line) => typeof line === 'string')
            : [];
          add(
            {
              type: 'error',
              ename: textOf(content.ename),
              evalue: textOf(content.evalue),
              traceback: traceback.slice(-MAX_TRACEBACK_LINES),
            },
            1_000,
          );
          break;
        }
      }
    },
    result: () => ({ outputs, droppedBytes }),
  };
}

/** A hostile value may have no text at all. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_ERROR_CHARACTERS) : '';
}

function parseMimeBundle(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) return {};
  const parsed: Record<string, string> = {};
  for (const [mime, value] of Object.entries(data)) {
    parsed[mime] =
      typeof value === 'string'
        ? value
        : Array.isArray(value)
          ? value.filter((part) => typeof part === 'string').join('')
          : (JSON.stringify(value) ?? '');
  }
  return parsed;
}
