import { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import { z } from 'zod';

/** A message as it lies in the outbox: the console's path, to which the sender adds the address. */
export const MessagePayload = z.object({
  ...NotificationMessage.omit({ url: true }).shape,
  path: z.string().nullable(),
});
export type MessagePayload = z.infer<typeof MessagePayload>;

export function toMessage(
  { path, ...payload }: MessagePayload,
  publicUrl: string | null,
): NotificationMessage {
  const url = path === null || publicUrl === null ? null : `${publicUrl.replace(/\/$/, '')}${path}`;
  return { ...payload, url };
}
