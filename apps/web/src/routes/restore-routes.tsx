import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

export function restoreRoutes<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/restore/$basketId',
      validateSearch: readTextSearch('to', 'path', 'place', 'conflict', 'owner', 'user', 'way'),
      component: lazyRouteComponent(() => import('../features/restore/restore-page.tsx'), 'RestorePage'),
    }),
  ] as const;
}
