import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { queryClient, trpc } from '../api/client.ts';
import { Frame } from '../frame/frame.tsx';
import { FramePending } from './frame-pending.tsx';
import { notificationRoutes } from './notification-routes.tsx';
import { PageError } from './page-error.tsx';
import { PageMissing } from './page-missing.tsx';
import { pluginRoutes } from './plugin-routes.tsx';
import { readTextSearch } from './read-search.ts';
import { recordRoutes } from './record-routes.tsx';
import { restoreRoutes } from './restore-routes.tsx';
import { retentionRoutes } from './retention-routes.tsx';
import { settingsRoutes } from './settings-routes.tsx';
import { triggerRoutes } from './trigger-routes.tsx';
import { verificationRoutes } from './verification-routes.tsx';
import { workRoutes } from './work-routes.tsx';

const root = createRootRoute({
  component: Outlet,
  errorComponent: PageError,
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
    const session = await queryClient.ensureQueryData(trpc.session.get.queryOptions());
    if (session.user) return;
    queryClient.removeQueries({ queryKey: trpc.session.get.queryKey() });
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
  },
  pendingComponent: FramePending,
  component: Frame,
});

const missing = createRoute({ getParentRoute: () => frame, path: '$', component: PageMissing });

export const routeTree = root.addChildren([
  signIn,
  setup,
  frame.addChildren([
    ...recordRoutes(frame),
    ...workRoutes(frame),
    ...retentionRoutes(frame),
    ...settingsRoutes(frame),
    ...pluginRoutes(frame),
    ...notificationRoutes(frame),
    ...triggerRoutes(frame),
    ...verificationRoutes(frame),
    ...restoreRoutes(frame),
    missing,
  ]),
]);
