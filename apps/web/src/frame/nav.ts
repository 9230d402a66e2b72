import {
  type Icon,
  IconArchive,
  IconCalendarClock,
  IconDatabase,
  IconHistoryToggle,
  IconLayoutDashboard,
  IconListDetails,
  IconServer2,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';

export interface Place {
  to: string;
  label: string;
  icon: Icon;
  /** The letter after `g`. */
  key: string;
}

export const OVERVIEW: Place = { to: '/', label: 'Overview', icon: IconLayoutDashboard, key: 'o' };
export const JOBS: Place = { to: '/jobs', label: 'Jobs', icon: IconListDetails, key: 'j' };
const SCHEDULES: Place = { to: '/schedules', label: 'Schedules', icon: IconCalendarClock, key: 's' };
export const CLIENTS: Place = { to: '/clients', label: 'Clients', icon: IconServer2, key: 'c' };
const REPOSITORIES: Place = { to: '/repositories', label: 'Repositories', icon: IconDatabase, key: 'r' };
export const ARCHIVES: Place = { to: '/archives', label: 'Archives', icon: IconArchive, key: 'a' };
const RETENTION: Place = { to: '/retention', label: 'Retention', icon: IconHistoryToggle, key: 't' };
const VERIFICATION: Place = {
  to: '/verification',
  label: 'Verification',
  icon: IconShieldCheck,
  key: 'v',
};
const SETTINGS: Place = { to: '/settings', label: 'Settings', icon: IconSettings, key: ',' };

/** The sidebar's groups, top to bottom. */
export const PLACES: readonly (readonly Place[])[] = [
  [OVERVIEW, JOBS, SCHEDULES],
  [CLIENTS, REPOSITORIES, ARCHIVES, RETENTION, VERIFICATION],
  [SETTINGS],
];

/** The bottom bar of a phone; the rest stands behind "More". */
export const PHONE_PLACES: readonly Place[] = [OVERVIEW, JOBS, CLIENTS, ARCHIVES];
export const MORE_PLACES: readonly Place[] = [SCHEDULES, REPOSITORIES, RETENTION, VERIFICATION, SETTINGS];
