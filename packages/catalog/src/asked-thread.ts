import type { CatalogQuestions } from '@borgcube/domain/catalog/catalog-questions';
import { CatalogThread } from './open-thread.ts';

const IDLE_MS = 60_000;

/** A thread that begins with the first question. One with its pages is worth some megabytes that nobody needs at night: it ends when nobody asks. */
export class AskedThread implements AsyncDisposable {
  readonly #program: URL;
  #thread: CatalogThread | null = null;
  #idle: NodeJS.Timeout | null = null;

  constructor(program: URL) {
    this.#program = program;
  }

  ask<Method extends keyof CatalogQuestions>(
    path: string,
    method: Method,
    argument: CatalogQuestions[Method]['argument'],
  ): Promise<CatalogQuestions[Method]['answer']> {
    if (!this.#thread || this.#thread.isEnded) this.#thread = new CatalogThread(this.#program);
    this.#endWhenIdle();
    return this.#thread.ask(path, method, argument);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread?.[Symbol.asyncDispose]();
  }

  #endWhenIdle(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const thread = this.#thread;
      if (!thread || thread.isEnded) return;
      if (thread.isBusy) return this.#endWhenIdle();
      this.#thread = null;
      void thread[Symbol.asyncDispose]();
    }, IDLE_MS);
    this.#idle.unref();
  }
}
