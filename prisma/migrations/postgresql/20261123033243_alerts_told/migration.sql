-- AlterTable
ALTER TABLE "Client" ADD COLUMN     "staleAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "NotificationChannel" ADD COLUMN     "heartbeatAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "key" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "alertId" TEXT,
ADD COLUMN     "jobId" INTEGER,
ADD COLUMN     "phase" TEXT NOT NULL;

-- CreateIndex
CREATE INDEX "Client_staleAt_idx" ON "Client"("staleAt");

-- CreateIndex
CREATE INDEX "Alert_key_openedAt_idx" ON "Alert"("key", "openedAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_alertId_id_idx" ON "OutboxMessage"("alertId", "id");

-- CreateIndex
CREATE INDEX "OutboxMessage_jobId_id_idx" ON "OutboxMessage"("jobId", "id");

-- CreateIndex
CREATE INDEX "OutboxMessage_createdAt_idx" ON "OutboxMessage"("createdAt");
