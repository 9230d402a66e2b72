import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { readApiError } from '../api/api-error.ts';
import { queryClient, trpc } from '../api/client.ts';
import { FramePending } from './frame-pending.tsx';
import { PageError } from './page-error.tsx';
import { PageMissing } from './page-missing.tsx';
import { readTextSearch } from './read-search.ts';
import { workRoutes } from './work-routes.tsx';

const root = createRootRoute({
  component: Outlet,
  errorComponent: PageError,
  notFoundComponent: PageMissing,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readTextSearch('next'),
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: readTextSearch('token'),
  component: lazyRouteComponent(() => import('../features/session/setup-page.tsx'), 'SetupPage'),
});

/** Everything that needs a session; loads it, or leads to the sign-in page and back. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(trpc.session.get.queryOptions());
    } catch (error) {
      if (readApiError(error).code !== 'UNAUTHORIZED') throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  pendingComponent: FramePending,
  component: lazyRouteComponent(() => import('../frame/frame.tsx'), 'Frame'),
});

const repositories = createRoute({
  getParentRoute: () => frame,
  path: '/repositories',
  component: lazyRouteComponent(
    () => import('../features/repository/repositories-page.tsx'),
    'RepositoriesPage',
  ),
});

export const routeTree = root.addChildren([
  signIn,
  setup,
  frame.addChildren([repositories, ...workRoutes(frame)]),
]);
