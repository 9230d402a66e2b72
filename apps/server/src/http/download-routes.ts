import { type OpenedDownload, openArchiveFile } from '@borgcube/core/archive/open-archive-file';
import { openArchiveSelection } from '@borgcube/core/archive/open-archive-selection';
import type { CoreContext } from '@borgcube/core/core-context';
import { DownloadFormat } from '@borgcube/domain/archive/archive-download';
import { DomainError, invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import { isStorable } from '@borgcube/domain/form/unstorable-text';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { identifyActor } from '../auth/identify-actor.ts';
import type { Auth } from '../auth/open-auth.ts';
import { contentDisposition } from './content-disposition.ts';
import { addCookies } from './web-request.ts';

export interface DownloadOptions {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly auth: () => Promise<Auth>;
}

const Path = z.string('One path of the archive.').max(16_384);

const Asked = z.object({
  path: z.union([Path.transform((path) => [path]), z.array(Path).max(1000)], 'Which paths of the archive?'),
  format: z.enum(DownloadFormat.options, `One of ${DownloadFormat.options.join(', ')}.`).default('raw'),
});

const TYPES: Readonly<Record<DownloadFormat, string>> = {
  raw: 'application/octet-stream',
  tar: 'application/x-tar',
  'tar.zst': 'application/zstd',
  zip: 'application/zip',
};

interface Route {
  Params: { id: string };
}

const URL_OF_ARCHIVE = '/archives/:id/download';

/** Something out of an archive, made as it is sent; Borg ends when the browser leaves. */
export async function downloadRoutes(app: FastifyInstance, { core, auth }: DownloadOptions): Promise<void> {
  async function answer(request: FastifyRequest<Route>, reply: FastifyReply, given: unknown) {
    const identity = await identifyActor(request, core, auth);
    addCookies(reply, identity.cookies);
    const { actor } = identity;
    if (!actor) throw new DomainError('UNAUTHORIZED', 'sign-in-needed', 'Sign in, or send a bearer token.');
    const { id } = request.params;
    const asked = readAsked(given);
    if (!isStorable(id)) throw notFound('archive', id);
    const leaving = new AbortController();
    reply.raw.once('close', () => leaving.abort());
    const opened = await openAsked({ ...core, actor }, id, asked, leaving.signal);
    reply.raw.once('close', () => opened.content.destroy());
    if (reply.raw.destroyed) opened.content.destroy();
    reply.type(TYPES[asked.format]).header('content-disposition', contentDisposition(opened.name));
    // An answer that was cut short cannot be taken for a whole one: by its length, or by the last chunk that is missing.
    if (opened.size !== null) reply.header('content-length', opened.size);
    return reply.send(opened.content);
  }

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_: unknown, form: string) => readForm(form),
  );
  app.get<Route>(URL_OF_ARCHIVE, { exposeHeadRoute: false, compress: false }, (request, reply) =>
    answer(request, reply, request.query),
  );
  // For as many paths as no address holds.
  app.post<Route>(URL_OF_ARCHIVE, { compress: false }, (request, reply) =>
    answer(request, reply, request.body),
  );
}

/** A browser saves what a form is answered with, and makes every line break two characters in it: its one field is JSON. */
function readForm(form: string): unknown {
  try {
    return JSON.parse(new URLSearchParams(form).get('asked') ?? '{}');
  } catch {
    throw invalidFields({ asked: ['This is no JSON.'] });
  }
}

async function openAsked(
  ctx: CoreContext,
  id: string,
  { path: paths, format }: z.output<typeof Asked>,
  signal: AbortSignal,
): Promise<OpenedDownload> {
  if (format !== 'raw') return openArchiveSelection(ctx, { id, paths, format }, signal);
  const [path] = paths;
  if (path === undefined || paths.length > 1)
    throw invalidFields({ path: ['raw gives one file. Take several as tar, tar.zst or zip.'] });
  return openArchiveFile(ctx, { id, path }, signal);
}

function readAsked(query: unknown): z.output<typeof Asked> {
  const asked = Asked.safeParse(query);
  if (asked.success) return asked.data;
  throw invalidFields(
    Object.fromEntries(asked.error.issues.map((issue) => [issue.path.join('.'), [issue.message]])),
  );
}
