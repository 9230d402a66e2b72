import { openDatabase } from '@borgcube/db/open-database';
import { openWorkerHouse } from './worker-house.ts';

/** A server process that does nothing but work; its parent kills it. Arguments: database URL, folder. */
const [url = '', folder = ''] = process.argv.slice(2);
await openWorkerHouse({ db: openDatabase(url), folder }).startWorker();
