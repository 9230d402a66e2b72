import type { CatalogArchive, CatalogQuestions } from '@borgcube/domain/catalog/catalog-questions';

/** What a catalog's thread is asked, by name: the questions, and the parts of a listing. */
export interface CatalogRequests extends CatalogQuestions {
  begin: { readonly argument: CatalogArchive; readonly answer: null };
  /** What Borg printed, as it comes; answers how many paths were listed so far. */
  write: { readonly argument: { readonly chunk: Uint8Array }; readonly answer: number };
  finish: { readonly argument: null; readonly answer: number };
  abort: { readonly argument: null; readonly answer: null };
}

export type CatalogMethod = keyof CatalogRequests;

/** Answers each of them. */
export type Desk = {
  readonly [Method in CatalogMethod]: (
    path: string,
    argument: CatalogRequests[Method]['argument'],
  ) => CatalogRequests[Method]['answer'];
};

export interface CatalogMessage {
  readonly id: number;
  /** The repository's file. */
  readonly path: string;
  readonly method: CatalogMethod;
  readonly argument: unknown;
}

export interface CatalogReply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}
