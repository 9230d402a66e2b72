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
      path: '/verification/proofs',
      validateSearch: readTextSearch('client', 'repository', 'outcome'),
      component: lazyRouteComponent(() => import('../features/proof/ledger-page.tsx'), 'ProofLedgerPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/verification/proofs/$id',
      component: lazyRouteComponent(() => import('../features/proof/proof-page.tsx'), 'ProofPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/verification/drill',
      validateSearch: readTextSearch('config', 'archive'),
      component: lazyRouteComponent(() => import('../features/proof/run-drill-page.tsx'), 'RunDrillPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/verification/$id',
      component: lazyRouteComponent(config, 'CheckConfigPage'),
    }),
  ] as const;
}
