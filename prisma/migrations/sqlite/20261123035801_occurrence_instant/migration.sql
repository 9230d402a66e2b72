-- CreateIndex
CREATE INDEX "Occurrence_instant_id_idx" ON "Occurrence"("instant", "id");
