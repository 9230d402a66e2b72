export const NOTIFICATIONS = '/settings/notifications';

export const channelPath = (id: string) => `${NOTIFICATIONS}/channels/${id}`;
export const rulePath = (id: string) => `${NOTIFICATIONS}/rules/${id}`;
export const newChannelPath = (kind: string) =>
  `${NOTIFICATIONS}/channels/new?kind=${encodeURIComponent(kind)}`;
