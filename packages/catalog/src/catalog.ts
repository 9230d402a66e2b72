import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogArchive, CatalogQuestions } from '@borgcube/domain/catalog/catalog-questions';
import { CatalogThread } from './ask-thread.ts';
import { Turns } from './turns.ts';
import { WriteAhead } from './write-ahead.ts';

export interface CatalogOptions {
  /** One file a repository lies here. */
  readonly folder: string;
  /** What `catalog-thread` was built to. */
  readonly program: URL;
}

/** Takes in one archive; each part is awaited before the next, so that Borg is read little faster than it is stored. */
export interface OpenListing extends AsyncDisposable {
  /** What Borg printed, in whatever pieces; answers how many paths were stored so far. */
  write(chunk: Uint8Array): Promise<number>;
  /** Makes the archive readable; answers how many paths it holds. */
  finish(): Promise<number>;
}

const IDLE_MS = 60_000;

/** The catalogs of all repositories. Questions go to one thread, each listing has its own, and none holds up the event loop. */
export class Catalog implements AsyncDisposable {
  readonly #options: CatalogOptions;
  readonly #listings = new Turns();
  #reader: CatalogThread | null = null;
  #idle: NodeJS.Timeout | null = null;

  constructor(options: CatalogOptions) {
    this.#options = options;
  }

  ask<Method extends keyof CatalogQuestions>(
    repositoryId: string,
    method: Method,
    argument: CatalogQuestions[Method]['argument'],
  ): Promise<CatalogQuestions[Method]['answer']> {
    if (!this.#reader || this.#reader.isEnded) this.#reader = new CatalogThread(this.#options.program);
    this.#endWhenIdle();
    return this.#reader.ask(this.#fileOf(repositoryId), method, argument);
  }

  /** Waits for the listing of the same repository that is open. Disposing of it before it is finished gives it up. */
  async openListing(
    repositoryId: string,
    archive: CatalogArchive,
    signal?: AbortSignal,
  ): Promise<OpenListing> {
    const endTurn = await this.#listings.take(repositoryId, signal);
    const thread = new CatalogThread(this.#options.program);
    const path = this.#fileOf(repositoryId);
    const close = async () => {
      await thread[Symbol.asyncDispose]();
      endTurn();
    };
    try {
      await thread.ask(path, 'begin', archive);
    } catch (error) {
      await close();
      throw error;
    }
    const ahead = new WriteAhead((chunk) => thread.ask(path, 'write', { chunk }));
    return {
      write: (chunk) => ahead.write(chunk),
      finish: () => ahead.end(thread.ask(path, 'finish', null)),
      [Symbol.asyncDispose]: async () => {
        await thread.ask(path, 'abort', null).catch(() => {}); // a thread that ended has given it up
        await close();
      },
    };
  }

  /** The repository's record is gone: so is what is known of its archives. */
  remove(repositoryId: string): void {
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(`${this.#fileOf(repositoryId)}${suffix}`, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader?.[Symbol.asyncDispose]();
  }

  /** A thread with its pages is worth some megabytes that nobody needs at night. */
  #endWhenIdle(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const reader = this.#reader;
      if (!reader || reader.isEnded) return;
      if (reader.isBusy) return this.#endWhenIdle();
      this.#reader = null;
      void reader[Symbol.asyncDispose]();
    }, IDLE_MS);
    this.#idle.unref();
  }

  #fileOf(repositoryId: string): string {
    return join(this.#options.folder, `${repositoryId}.db`);
  }
}
