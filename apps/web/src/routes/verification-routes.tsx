import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

const config = () => import('../features/verification/check-config-page.tsx');

export function verificationRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/verification',
      component: lazyRouteComponent(
        () => import('../features/verification/verification-page.tsx'),
        'VerificationPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/verification/new',
      validateSearch: readTextSearch('repository'),
      component: lazyRouteComponent(config, 'NewCheckPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/verification/$id',
      component: lazyRouteComponent(config, 'CheckConfigPage'),
    }),
  ] as const;
}
