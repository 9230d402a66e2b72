import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

/** Who is told of what, and what was told. */
export function notificationRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/settings/notifications',
      component: lazyRouteComponent(
        () => import('../features/notification/notifications-page.tsx'),
        'NotificationsPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/notifications/channels/new',
      validateSearch: readTextSearch('kind'),
      component: lazyRouteComponent(
        () => import('../features/notification/new-channel-page.tsx'),
        'NewChannelPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/notifications/channels/$id',
      component: lazyRouteComponent(
        () => import('../features/notification/edit-channel-page.tsx'),
        'EditChannelPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/notifications/rules/new',
      component: lazyRouteComponent(() => import('../features/notification/rule-pages.tsx'), 'NewRulePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/notifications/rules/$id',
      component: lazyRouteComponent(() => import('../features/notification/rule-pages.tsx'), 'EditRulePage'),
    }),
  ] as const;
}
