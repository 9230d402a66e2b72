import { parentPort } from 'node:worker_threads';
import { makeDesk } from './catalog-desk.ts';
import type { CatalogMessage, CatalogReply } from './catalog-request.ts';

// The program of a catalog's thread: its messages are answered in their order.
const desk = makeDesk(() => performance.now());

parentPort?.on('message', ({ id, path, method, argument }: CatalogMessage) => {
  parentPort?.postMessage(answer(id, () => desk[method](path, argument as never)));
});

function answer(id: number, work: () => unknown): CatalogReply {
  try {
    return { id, answer: work() };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
