import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';

const policy = () => import('../features/retention/policy-page.tsx');
const config = () => import('../features/retention/prune-config-page.tsx');

export function retentionRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/retention',
      beforeLoad: () => {
        throw redirect({ to: '/retention/policies', replace: true });
      },
    }),
    createRoute({
      getParentRoute,
      path: '/retention/policies',
      component: lazyRouteComponent(() => import('../features/retention/policies-page.tsx'), 'PoliciesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/policies/new',
      component: lazyRouteComponent(policy, 'NewPolicyPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/policies/$id',
      component: lazyRouteComponent(policy, 'PolicyPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/configs',
      component: lazyRouteComponent(
        () => import('../features/retention/prune-configs-page.tsx'),
        'PruneConfigsPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/configs/new',
      component: lazyRouteComponent(config, 'NewPruneConfigPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/configs/$id',
      component: lazyRouteComponent(config, 'PruneConfigPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/configs/$id/edit',
      component: lazyRouteComponent(config, 'EditPruneConfigPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/simulate',
      component: lazyRouteComponent(() => import('../features/retention/simulate-page.tsx'), 'SimulatePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/retention/plans/$planId',
      component: lazyRouteComponent(() => import('../features/retention/plan-page.tsx'), 'PlanPage'),
    }),
  ] as const;
}
