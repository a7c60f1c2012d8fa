import type services from '@jupyterlab/services';
import { expect, test } from 'vitest';
import { createOutputCollector } from '../../src/kernels/outputs.ts';

function take(collector: ReturnType<typeof createOutputCollector>, type: string, content: object): void {
  collector.take({ header: { msg_type: type }, content } as unknown as services.KernelMessage.IIOPubMessage);
}

test('what was cleared was not shown, at once or with the next output', () => {
  const collector = createOutputCollector();
  take(collector, 'stream', { name: 'stdout', text: 'first' });
  take(collector, 'clear_output', { wait: false });
  expect(collector.result().outputs).toEqual([]);
  take(collector, 'stream', { name: 'stdout', text: 'second' });
  take(collector, 'clear_output', { wait: true });
  expect(collector.result().outputs).toMatchObject([{ text: 'second' }]);
  take(collector, 'stream', { name: 'stdout', text: 'third' });
  take(collector, 'stream', { name: 'stdout', text: ' and fourth' });
  expect(collector.result().outputs).toMatchObject([{ text: 'third and fourth' }]);
});

test('a message of strange parts is taken as nothing', () => {
  const collector = createOutputCollector();
  take(collector, 'stream', { name: [], text: { length: 1e9 } });
  take(collector, 'display_data', { data: { 'text/plain': ['a', 1, null, 'b'], 'text/html': { toString: 1 } } });
  take(collector, 'error', { ename: {}, evalue: 1, traceback: 'none' });
  expect(collector.result().outputs).toMatchObject([
    { type: 'stream', name: 'stdout', text: '' },
    { type: 'display', data: { 'text/plain': 'ab' } },
    { type: 'error', ename: '', evalue: '', traceback: [] },
  ]);
});
