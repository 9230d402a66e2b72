import { exportProofs } from '@borgcube/core/proof/export-proofs';
import { getProof, listProofs } from '@borgcube/core/proof/list-proofs';
import { verifyProofs } from '@borgcube/core/proof/verify-proofs';
import { ById } from '@borgcube/domain/form/page';
import {
  ChainVerdict,
  Proof,
  ProofExport,
  ProofExportInput,
  ProofList,
  ProofPage,
  ProofVerifyInput,
} from '@borgcube/domain/proof/proof';
import { operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const proofRouter = router({
  list: viewerProcedure
    .input(ProofList)
    .output(ProofPage)
    .query(({ ctx, input }) => listProofs(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(Proof)
    .query(({ ctx, input }) => getProof(ctx.core, input.id)),
  export: operatorProcedure
    .input(ProofExportInput)
    .output(ProofExport)
    .query(({ ctx, input }) => exportProofs(ctx.core, input)),
  verify: viewerProcedure
    .input(ProofVerifyInput)
    .output(ChainVerdict)
    .query(({ ctx, input }) => verifyProofs(ctx.core, input)),
});
