import type { CoreContext } from '../core-context.ts';

/** What looking at everything once takes. */
export type WalkContext = Pick<CoreContext, 'db' | 'clock' | 'bus' | 'kinds'>;
