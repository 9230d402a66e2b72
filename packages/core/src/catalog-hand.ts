import type { CatalogQuestions } from '@borgcube/domain/catalog/catalog-questions';

/** Asks what the archives of a repository hold, without Borg; each question is answered in bounded time. */
export interface CatalogHand {
  ask<Question extends keyof CatalogQuestions>(
    repositoryId: string,
    question: Question,
    argument: CatalogQuestions[Question]['argument'],
  ): Promise<CatalogQuestions[Question]['answer']>;
  /** The repository's record is gone, and with it what is known of its archives. */
  remove(repositoryId: string): void;
}
