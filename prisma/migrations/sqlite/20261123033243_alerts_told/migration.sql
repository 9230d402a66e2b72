-- AlterTable
ALTER TABLE "Client" ADD COLUMN "staleAt" DATETIME;

-- AlterTable
ALTER TABLE "NotificationChannel" ADD COLUMN "heartbeatAt" DATETIME;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "openKey" TEXT,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" TEXT NOT NULL DEFAULT '',
    "clientId" TEXT,
    "configId" TEXT,
    "repositoryId" TEXT,
    "jobId" INTEGER,
    "openedAt" DATETIME NOT NULL,
    "closedAt" DATETIME
);
INSERT INTO "new_Alert" ("clientId", "closedAt", "configId", "event", "evidence", "id", "jobId", "openKey", "openedAt", "repositoryId", "sentence", "subject") SELECT "clientId", "closedAt", "configId", "event", "evidence", "id", "jobId", "openKey", "openedAt", "repositoryId", "sentence", "subject" FROM "Alert";
DROP TABLE "Alert";
ALTER TABLE "new_Alert" RENAME TO "Alert";
CREATE UNIQUE INDEX "Alert_openKey_key" ON "Alert"("openKey");
CREATE INDEX "Alert_closedAt_openedAt_idx" ON "Alert"("closedAt", "openedAt");
CREATE INDEX "Alert_openedAt_id_idx" ON "Alert"("openedAt", "id");
CREATE INDEX "Alert_key_openedAt_idx" ON "Alert"("key", "openedAt");
CREATE TABLE "new_OutboxMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelId" TEXT NOT NULL,
    "alertId" TEXT,
    "jobId" INTEGER,
    "phase" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "leaseExpires" DATETIME,
    "workerId" TEXT,
    "sentAt" DATETIME,
    "lastError" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "new_OutboxMessage" ("attempts", "channelId", "createdAt", "dueAt", "id", "key", "lastError", "leaseExpires", "payload", "sentAt", "workerId") SELECT "attempts", "channelId", "createdAt", "dueAt", "id", "key", "lastError", "leaseExpires", "payload", "sentAt", "workerId" FROM "OutboxMessage";
DROP TABLE "OutboxMessage";
ALTER TABLE "new_OutboxMessage" RENAME TO "OutboxMessage";
CREATE UNIQUE INDEX "OutboxMessage_key_key" ON "OutboxMessage"("key");
CREATE INDEX "OutboxMessage_dueAt_idx" ON "OutboxMessage"("dueAt");
CREATE INDEX "OutboxMessage_channelId_id_idx" ON "OutboxMessage"("channelId", "id");
CREATE INDEX "OutboxMessage_alertId_id_idx" ON "OutboxMessage"("alertId", "id");
CREATE INDEX "OutboxMessage_jobId_id_idx" ON "OutboxMessage"("jobId", "id");
CREATE INDEX "OutboxMessage_createdAt_idx" ON "OutboxMessage"("createdAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Client_staleAt_idx" ON "Client"("staleAt");
