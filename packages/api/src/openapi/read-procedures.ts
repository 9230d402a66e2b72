import { z } from 'zod';
import { appRouter } from '../app-router.ts';

const Definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.object({ role: z.enum(['viewer', 'operator', 'admin', 'anyone']) }),
  inputs: z.array(z.unknown()),
  output: z.unknown().optional(),
});

export interface ProcedureFacts {
  /** `repositories.create` */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly role: 'viewer' | 'operator' | 'admin' | 'anyone';
  readonly input: z.ZodType | null;
  readonly output: z.ZodType | null;
}

/** Each procedure as its router declares it. */
export function readProcedures(): ProcedureFacts[] {
  // At run time this is one flat record by path; tRPC's type shows it as a tree.
  const flat = appRouter._def.procedures as unknown as Record<string, { _def: unknown }>;
  return Object.entries(flat).map(([path, { _def }]) => {
    const { type, meta, inputs, output } = Definition.parse(_def);
    const [input] = inputs.filter((one) => one instanceof z.ZodType);
    return {
      path,
      type,
      role: meta.role,
      input: input ?? null,
      output: output instanceof z.ZodType ? output : null,
    };
  });
}
