import type { Desk } from './catalog-request.ts';
import { makeListingDesk } from './listing-desk.ts';
import { OpenFiles } from './open-files.ts';
import { makeQuestionDesk } from './question-desk.ts';

/** Answers what its thread is asked, one thing after the other; takes in one listing at a time. */
export function makeDesk(now: () => number): Desk {
  const files = new OpenFiles();
  return { ...makeQuestionDesk(files, now), ...makeListingDesk(files) };
}
