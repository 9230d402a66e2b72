import { acceptClientHostKey } from '@borgcube/core/client/accept-client-host-key';
import { createClient } from '@borgcube/core/client/create-client';
import { deleteClient } from '@borgcube/core/client/delete-client';
import { getClient, listClients, tallyClients } from '@borgcube/core/client/list-clients';
import { testConnection } from '@borgcube/core/client/test-connection';
import { updateClient } from '@borgcube/core/client/update-client';
import { Client, ClientCreate, ClientUpdate } from '@borgcube/domain/client/client';
import { ClientList, ClientTally, ListedClient } from '@borgcube/domain/client/client-list';
import { ConnectionTest, ConnectionTestInput } from '@borgcube/domain/connection/connection';
import { ById, pageOf } from '@borgcube/domain/form/page';
import { HostKeyAcceptance } from '@borgcube/domain/repository/repository';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const clientRouter = router({
  list: viewerProcedure
    .input(ClientList)
    .output(pageOf(ListedClient))
    .query(({ ctx, input }) => listClients(ctx.core, input)),
  tally: viewerProcedure.output(ClientTally).query(({ ctx }) => tallyClients(ctx.core)),
  get: viewerProcedure
    .input(ById)
    .output(Client)
    .query(({ ctx, input }) => getClient(ctx.core, input.id)),

  create: adminProcedure
    .input(ClientCreate)
    .output(Client)
    .mutation(({ ctx, input }) => createClient(ctx.core, input)),
  update: adminProcedure
    .input(ClientUpdate)
    .output(Client)
    .mutation(({ ctx, input }) => updateClient(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteClient(ctx.core, input.id);
      return input;
    }),

  testConnection: operatorProcedure
    .input(ConnectionTestInput)
    .output(ConnectionTest)
    .mutation(({ ctx, input }) => testConnection(ctx.core, input)),
  acceptHostKey: adminProcedure
    .input(HostKeyAcceptance)
    .output(Client)
    .mutation(({ ctx, input }) => acceptClientHostKey(ctx.core, input)),
});
