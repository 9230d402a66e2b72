import { join } from 'node:path';
import type { CatalogArchive, CatalogQuestions } from '@borgcube/domain/catalog/catalog-questions';
import { AskedThread } from './asked-thread.ts';
import { removeCatalog } from './open-catalog.ts';
import { CatalogThread } from './open-thread.ts';
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

/** What may take seconds, and would keep waiting who opens a folder meanwhile. */
const LONG: ReadonlySet<keyof CatalogQuestions> = new Set(['compare']);

/** The catalogs of all repositories. Questions go to one thread, long ones to another, each listing has its own; none holds up the event loop. */
export class Catalog implements AsyncDisposable {
  readonly #options: CatalogOptions;
  readonly #listings = new Turns();
  readonly #reader: AskedThread;
  readonly #comparer: AskedThread;

  constructor(options: CatalogOptions) {
    this.#options = options;
    this.#reader = new AskedThread(options.program);
    this.#comparer = new AskedThread(options.program);
  }

  ask<Method extends keyof CatalogQuestions>(
    repositoryId: string,
    method: Method,
    argument: CatalogQuestions[Method]['argument'],
  ): Promise<CatalogQuestions[Method]['answer']> {
    const thread = LONG.has(method) ? this.#comparer : this.#reader;
    return thread.ask(this.#fileOf(repositoryId), method, argument);
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
    const ahead = new WriteAhead((chunk) => thread.ask(path, 'write', { chunk }, [chunk.buffer]));
    return {
      write: (chunk) => ahead.write(chunk),
      finish: () => ahead.end(() => thread.ask(path, 'finish', null)),
      [Symbol.asyncDispose]: async () => {
        await thread.ask(path, 'abort', null).catch(() => {}); // a thread that ended has given it up
        await close();
      },
    };
  }

  /** The repository's record is gone: so is what is known of its archives. */
  remove(repositoryId: string): void {
    removeCatalog(this.#fileOf(repositoryId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader[Symbol.asyncDispose]();
    await this.#comparer[Symbol.asyncDispose]();
  }

  #fileOf(repositoryId: string): string {
    return join(this.#options.folder, `${repositoryId}.db`);
  }
}
