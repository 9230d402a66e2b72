import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient, trpc } from '../api/client.ts';
import { readTextSearch } from './read-search.ts';

/** Pages about what ran, runs and will run, and what came of it. */
export function workRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  const overview = createRoute({
    getParentRoute,
    path: '/',
    loader: () => void queryClient.prefetchQuery(trpc.system.dashboard.queryOptions()),
    component: lazyRouteComponent(() => import('../features/overview/overview-page.tsx'), 'OverviewPage'),
  });
  const jobs = createRoute({
    getParentRoute,
    path: '/jobs',
    validateSearch: readTextSearch('state', 'kind', 'client', 'repository'),
    component: lazyRouteComponent(() => import('../features/job/jobs-page.tsx'), 'JobsPage'),
  });
  const job = createRoute({
    getParentRoute,
    path: '/jobs/$id',
    validateSearch: readTextSearch('receipt'),
    component: lazyRouteComponent(() => import('../features/job/job-page.tsx'), 'JobPage'),
    errorComponent: lazyRouteComponent(() => import('../features/job/job-missing.tsx'), 'JobMissing'),
  });
  const archives = createRoute({
    getParentRoute,
    path: '/archives',
    validateSearch: readTextSearch('client', 'repository', 'archive', 'q'),
    component: lazyRouteComponent(() => import('../features/archive/archives-page.tsx'), 'ArchivesPage'),
  });
  const imported = createRoute({
    getParentRoute,
    path: '/archives/import',
    validateSearch: readTextSearch('repository'),
    component: lazyRouteComponent(() => import('../features/archive/import-page.tsx'), 'ImportPage'),
  });
  const archive = createRoute({
    getParentRoute,
    path: '/archives/$id/browse/$',
    validateSearch: readTextSearch('file', 'sort'),
    component: lazyRouteComponent(() => import('../features/archive/browser-page.tsx'), 'BrowserPage'),
    errorComponent: lazyRouteComponent(
      () => import('../features/archive/archive-missing.tsx'),
      'ArchiveMissing',
    ),
  });
  const diff = createRoute({
    getParentRoute,
    path: '/archives/$id/compare/$otherId',
    validateSearch: readTextSearch('kind'),
    component: lazyRouteComponent(() => import('../features/archive-diff/diff-page.tsx'), 'DiffPage'),
    errorComponent: lazyRouteComponent(
      () => import('../features/archive/archive-missing.tsx'),
      'ArchiveMissing',
    ),
  });
  const lastGood = createRoute({
    getParentRoute,
    path: '/archives/$id/compare',
    component: lazyRouteComponent(
      () => import('../features/archive-diff/last-good-page.tsx'),
      'LastGoodPage',
    ),
    errorComponent: lazyRouteComponent(
      () => import('../features/archive/archive-missing.tsx'),
      'ArchiveMissing',
    ),
  });
  const file = createRoute({
    getParentRoute,
    path: '/files',
    validateSearch: readTextSearch('client', 'path'),
    component: lazyRouteComponent(() => import('../features/file-history/file-page.tsx'), 'FilePage'),
  });
  const archiveRoot = createRoute({
    getParentRoute,
    path: '/archives/$id',
    beforeLoad: ({ params }) => {
      throw redirect({ to: '/archives/$id/browse/$', params: { id: params.id, _splat: '' } });
    },
  });
  return [
    overview,
    jobs,
    job,
    archives,
    imported,
    archive,
    diff,
    lastGood,
    file,
    archiveRoot,
    ...scheduleRoutes(parent),
  ] as const;
}

function scheduleRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  const schedules = createRoute({
    getParentRoute,
    path: '/schedules',
    component: lazyRouteComponent(() => import('../features/schedule/schedules-page.tsx'), 'SchedulesPage'),
  });
  const added = createRoute({
    getParentRoute,
    path: '/schedules/new',
    component: lazyRouteComponent(
      () => import('../features/schedule/new-schedule-page.tsx'),
      'NewSchedulePage',
    ),
  });
  const ledger = createRoute({
    getParentRoute,
    path: '/schedules/ledger',
    validateSearch: readTextSearch('state'),
    component: lazyRouteComponent(() => import('../features/schedule/ledger-page.tsx'), 'LedgerPage'),
  });
  const calendar = createRoute({
    getParentRoute,
    path: '/schedules/calendar/$month',
    validateSearch: readTextSearch('day'),
    component: lazyRouteComponent(
      () => import('../features/schedule/calendar/calendar-page.tsx'),
      'CalendarPage',
    ),
  });
  const thisMonth = createRoute({
    getParentRoute,
    path: '/schedules/calendar',
    beforeLoad: () => {
      throw redirect({
        to: '/schedules/calendar/$month',
        params: { month: new Date().toISOString().slice(0, 7) },
        replace: true,
      });
    },
  });
  const schedule = createRoute({
    getParentRoute,
    path: '/schedules/$id',
    component: lazyRouteComponent(() => import('../features/schedule/schedule-page.tsx'), 'SchedulePage'),
    errorComponent: lazyRouteComponent(
      () => import('../features/schedule/schedule-missing.tsx'),
      'ScheduleMissing',
    ),
  });
  const audit = createRoute({
    getParentRoute,
    path: '/settings/audit',
    component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
  });
  return [schedules, added, ledger, calendar, thisMonth, schedule, audit] as const;
}
