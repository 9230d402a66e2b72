import type { Readable } from 'node:stream';
import type { CoreContext } from '../core-context.ts';
import { enterReading, type ReadingAbout } from './enter-reading.ts';

/** Reads as long as somebody takes the content that was opened. */
export async function openReading<T extends { readonly content: Readable }>(
  ctx: CoreContext,
  about: ReadingAbout,
  open: () => Promise<T>,
): Promise<T> {
  const reading = await enterReading(ctx, about);
  try {
    const opened = await open();
    reading.lastsAs(opened.content);
    return opened;
  } catch (error) {
    await reading.leave();
    throw error;
  }
}
