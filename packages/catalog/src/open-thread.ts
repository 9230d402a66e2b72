import { Worker } from 'node:worker_threads';
import type { CatalogMessage, CatalogMethod, CatalogReply, CatalogRequests } from './catalog-request.ts';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread of the catalog and what it was asked. It does not keep the process alive. */
export class CatalogThread implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #ids = 0;
  #ended: Error | null = null;

  constructor(program: URL) {
    this.#worker = new Worker(program, { name: 'catalog', resourceLimits: { maxOldGenerationSizeMb: 256 } });
    this.#worker.unref();
    this.#worker.on('message', ({ id, answer, error }: CatalogReply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('the thread of the catalog has ended')));
  }

  get isEnded(): boolean {
    return this.#ended !== null;
  }

  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Rejects when the catalog cannot answer, or the thread ends before it does. What is moved is the thread's own from then on. */
  ask<Method extends CatalogMethod>(
    path: string,
    method: Method,
    argument: CatalogRequests[Method]['argument'],
    moved: readonly ArrayBuffer[] = [],
  ): Promise<CatalogRequests[Method]['answer']> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#ids += 1;
    const message: CatalogMessage = { id: this.#ids, path, method, argument };
    return new Promise((resolve, reject) => {
      // The reply to a method has its type: catalog-desk keeps to CatalogRequests.
      this.#waiting.set(message.id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#worker.postMessage(message, moved);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
