-- CreateIndex
CREATE INDEX "Archive_suspect_timestamp_idx" ON "Archive"("suspect", "timestamp");
