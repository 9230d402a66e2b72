import { createRouter } from '@tanstack/react-router';
import { FramePending } from './frame-pending.tsx';
import { PageError } from './page-error.tsx';
import { routeTree } from './route-tree.tsx';

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingComponent: FramePending,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
