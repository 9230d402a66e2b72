import { DirectoryHeldError } from '@borgcube/db/hold-data-directory';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { StartError } from '../start-error.ts';
import { isApiError } from './local-api.ts';

/** 0 done, 1 failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Says in one sentence why a command failed. */
export function explainFailure(error: unknown): ExitCode {
  if (error instanceof StartError) return say(error.message, error.exitCode);
  if (error instanceof DirectoryHeldError) return say(error.message, 1);
  if (error instanceof DomainError) {
    return say(withFields(error.message, error.fieldErrors), error.code === 'BAD_REQUEST' ? 2 : 1);
  }
  if (isApiError(error)) {
    return say(
      withFields(error.message, error.data?.fieldErrors),
      error.data?.code === 'BAD_REQUEST' ? 2 : 1,
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  say(`Something went wrong that should not: ${message}`, 1);
  return 1;
}

function say(message: string, code: ExitCode): ExitCode {
  console.error(message);
  return code;
}

function withFields(
  message: string,
  fields: Readonly<Record<string, readonly string[]>> | undefined,
): string {
  const lines = Object.entries(fields ?? {})
    .filter(([path]) => path !== '')
    .map(([path, messages]) => `  ${path}: ${messages.join(' ')}`);
  return lines.length === 0 ? message : [message, ...lines].join('\n');
}
