import { openDatabase } from '@borgcube/db/open-database';
import { openScheduleHouse } from './schedule-house.ts';

/** A process that does nothing but schedule; its parent kills it. Argument: database URL. */
const [url = ''] = process.argv.slice(2);
const house = openScheduleHouse(openDatabase(url));
house.pass(60_000);
house.start();
