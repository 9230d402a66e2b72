import { z } from 'zod';

/** After this many days what is kept of a forgotten repository may be removed for good. */
export const KEPT_DAYS = 90;

/** A repository whose record was deleted: the means to read it are kept. */
export const ForgottenRepository = z.object({
  /** The id that the record had. */
  id: z.string(),
  name: z.string(),
  url: z.string(),
  borgId: z.string(),
  hasPassphrase: z.boolean(),
  hasKey: z.boolean(),
  forgottenAt: z.iso.datetime(),
  /** From then on it may be removed by its name. */
  keptUntil: z.iso.datetime(),
});
export type ForgottenRepository = z.infer<typeof ForgottenRepository>;

export const ForgottenRemoval = z.strictObject({
  id: z.string().min(1).max(64),
  /** The name, typed once more. */
  name: z.string().max(200),
});
export type ForgottenRemoval = z.infer<typeof ForgottenRemoval>;

export const ForgottenSecrets = z.object({ passphrase: z.string().nullable(), key: z.string().nullable() });
export type ForgottenSecrets = z.infer<typeof ForgottenSecrets>;

interface Label {
  readonly name: string;
  readonly url: string;
  readonly borgId: string;
}

/** All that is needed to find a repository when its record is gone, in one line. */
export function repositoryLabel({ name, url, borgId }: Label): string {
  return borgId === '' ? `${name} (${url})` : `${name} (${url}, ${borgId})`;
}

export function parseRepositoryLabel(label: string): Label {
  const match = /^(.*) \((.*?)(?:, ([0-9a-f]{64}))?\)$/s.exec(label);
  return { name: match?.[1] ?? label, url: match?.[2] ?? '', borgId: match?.[3] ?? '' };
}
