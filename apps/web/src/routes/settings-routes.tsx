import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

/** Pages under Settings; the audit log stands with the pages of work. */
export function settingsRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/settings',
      beforeLoad: () => {
        throw redirect({ to: '/settings/you' });
      },
    }),
    createRoute({
      getParentRoute,
      path: '/settings/you',
      component: lazyRouteComponent(() => import('../features/settings/you-page.tsx'), 'YouPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/users',
      component: lazyRouteComponent(() => import('../features/settings/users-page.tsx'), 'UsersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/users/new',
      component: lazyRouteComponent(() => import('../features/settings/new-user-page.tsx'), 'NewUserPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/users/$id',
      component: lazyRouteComponent(() => import('../features/settings/edit-user-page.tsx'), 'EditUserPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/tokens',
      component: lazyRouteComponent(() => import('../features/settings/tokens-page.tsx'), 'TokensPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/tokens/new',
      component: lazyRouteComponent(() => import('../features/settings/new-token-page.tsx'), 'NewTokenPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/ssh-keys',
      component: lazyRouteComponent(() => import('../features/settings/ssh-keys-page.tsx'), 'SshKeysPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/ssh-keys/new',
      validateSearch: readTextSearch('how'),
      component: lazyRouteComponent(
        () => import('../features/settings/new-ssh-key-page.tsx'),
        'NewSshKeyPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/system',
      component: lazyRouteComponent(() => import('../features/settings/system-page.tsx'), 'SystemPage'),
    }),
  ] as const;
}
