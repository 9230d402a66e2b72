/** A refusal as it stands on the wire: the contract's error shape. */
export class ProcedureError extends Error {
  override readonly name = 'ProcedureError';
  readonly status: number;
  readonly data: { code?: string; kind?: string; fieldErrors?: Record<string, string[]> };

  constructor(status: number, message: string, data: ProcedureError['data']) {
    super(message);
    this.status = status;
    this.data = data;
  }
}

/** Calls a procedure as a script would with curl; `type` follows the contract's fine print (queries GET, mutations POST). */
export async function callProcedure(
  target: { readonly url: string; readonly token?: string },
  type: 'query' | 'mutation',
  procedure: string,
  input: unknown = undefined,
): Promise<unknown> {
  const headers: Record<string, string> = {};
  if (target.token !== undefined) headers.authorization = `Bearer ${target.token}`;
  const address = `${target.url}/trpc/${procedure}`;
  const answer =
    type === 'query'
      ? await fetch(
          input === undefined ? address : `${address}?input=${encodeURIComponent(JSON.stringify(input))}`,
          { headers },
        )
      : await fetch(address, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(input ?? {}),
        });
  const body = (await answer.json()) as {
    result?: { data: unknown };
    error?: { message: string; data?: ProcedureError['data'] };
  };
  if (body.error) throw new ProcedureError(answer.status, body.error.message, body.error.data ?? {});
  return body.result?.data;
}
