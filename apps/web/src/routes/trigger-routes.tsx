import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

export function triggerRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/settings/triggers',
      component: lazyRouteComponent(() => import('../features/trigger/triggers-page.tsx'), 'TriggersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/triggers/new',
      validateSearch: readTextSearch('type', 'of'),
      component: lazyRouteComponent(
        () => import('../features/trigger/new-trigger-page.tsx'),
        'NewTriggerPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/triggers/$id',
      component: lazyRouteComponent(() => import('../features/trigger/trigger-page.tsx'), 'TriggerPage'),
    }),
  ] as const;
}
