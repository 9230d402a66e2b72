import { jobRouter } from './job-router.ts';
import { repositoryRouter } from './repository-router.ts';
import { sessionRouter } from './session-router.ts';
import { setupRouter } from './setup-router.ts';
import { tokenRouter } from './token-router.ts';
import { router } from './trpc.ts';
import { userRouter } from './user-router.ts';

/** One line per noun. */
export const appRouter = router({
  jobs: jobRouter,
  repositories: repositoryRouter,
  session: sessionRouter,
  setup: setupRouter,
  tokens: tokenRouter,
  users: userRouter,
});

export type AppRouter = typeof appRouter;
