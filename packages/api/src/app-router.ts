import { router } from './trpc.ts';

/** One line per noun. */
export const appRouter = router({});

export type AppRouter = typeof appRouter;
