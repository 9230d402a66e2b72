-- CreateIndex
CREATE INDEX "Job_repositoryId_kind_id_idx" ON "Job"("repositoryId", "kind", "id");
