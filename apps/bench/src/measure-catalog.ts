import { openCatalogBenchHouse } from './catalog-bench-house.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureListing } from './measure-listing.ts';
import { measureQuestions } from './measure-questions.ts';
import type { Measurement } from './measurement.ts';

/** The catalog of archives beside what plain Borg takes to list one, and at full size. */
export async function measureCatalog(): Promise<Measurement[]> {
  await using bench = await openCatalogBenchHouse();
  const million = await measureListing(bench);
  return [...million.measurements, ...(await measureQuestions(bench, million)), ...measureGrowth(bench)];
}
