import { DomainError } from '@borgcube/domain/error/domain-error';
import { EvolutionError, type EvolvableType, evolve } from '@borgcube/domain/evolution/evolve';
import type { z } from 'zod';

interface Stored {
  readonly version: number;
  readonly data: unknown;
}

/**
 * Stored JSON as the type reads it today; the stored bytes stay as they are until somebody writes them anew. Throws
 * `data-unreadable`, which names type, version and steps.
 */
export function evolveStored(type: EvolvableType, stored: Stored): unknown {
  try {
    return evolve(type, stored);
  } catch (cause) {
    if (cause instanceof EvolutionError) throw unreadable(cause.message, cause);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(`${type.name}: a step from version ${stored.version} failed: ${reason}`, cause);
  }
}

/** Evolved data as its schema reads it. Throws `data-unreadable`. */
export function parseStored<Data>(type: EvolvableType, schema: z.ZodType<Data>, data: unknown): Data {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const where = field === '' ? '' : `${field}: `;
  throw unreadable(
    `${type.name}: its data of version ${type.version} is not valid (${where}${issue?.message})`,
  );
}

/** Null, or why the data cannot be read. */
export function unreadableReason(error: unknown): string | null {
  return error instanceof DomainError && error.kind === 'data-unreadable' ? error.message : null;
}

function unreadable(message: string, cause?: unknown): DomainError {
  return new DomainError('PRECONDITION_FAILED', 'data-unreadable', message, { cause });
}
