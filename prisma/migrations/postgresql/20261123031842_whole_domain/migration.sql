-- AlterTable
ALTER TABLE "Repository" ADD COLUMN     "damagedJobId" INTEGER,
ADD COLUMN     "keyKitPrintedAt" TIMESTAMP(3),
ADD COLUMN     "lastSync" TIMESTAMP(3),
ADD COLUMN     "tamperedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Archive" ADD COLUMN     "checkedAt" TIMESTAMP(3),
ADD COLUMN     "vanishedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Worker" ADD COLUMN     "scheduledAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "CheckConfig" (
    "id" TEXT NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CheckConfig_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetentionPolicy" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "keepSecondly" INTEGER NOT NULL DEFAULT 0,
    "keepMinutely" INTEGER NOT NULL DEFAULT 0,
    "keepHourly" INTEGER NOT NULL DEFAULT 0,
    "keepDaily" INTEGER NOT NULL DEFAULT -1,
    "keepWeekly" INTEGER NOT NULL DEFAULT -1,
    "keepMonthly" INTEGER NOT NULL DEFAULT -1,
    "keepYearly" INTEGER NOT NULL DEFAULT -1,
    "keepWithin" TEXT,
    "timeZone" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RetentionPolicy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PruneConfig" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "retentionPolicyId" TEXT NOT NULL,
    "repositoryId" TEXT,
    "clientPattern" TEXT NOT NULL DEFAULT '.*',
    "compact" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PruneConfig_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrunePlan" (
    "id" TEXT NOT NULL,
    "pruneConfigId" TEXT NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "jobId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'made',
    "groups" JSONB NOT NULL,
    "reasons" JSONB,
    "kept" INTEGER NOT NULL,
    "deleted" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "confirmedBy" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "executedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PrunePlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PruneGroup" (
    "repositoryId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "configId" TEXT NOT NULL,
    "kept" INTEGER NOT NULL,
    "planId" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "executedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PruneGroup_pkey" PRIMARY KEY ("repositoryId","clientId","configId")
);

-- CreateTable
CREATE TABLE "Trigger" (
    "id" TEXT NOT NULL,
    "targetType" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Trigger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TriggerId" (
    "id" TEXT NOT NULL,
    "triggerId" TEXT NOT NULL,
    "uuid" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "access" JSONB NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "lastUsedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TriggerId_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationChannel" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "testedAt" TIMESTAMP(3),
    "lastSentAt" TIMESTAMP(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NotificationChannel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationRule" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "channelId" TEXT NOT NULL,
    "events" JSONB NOT NULL,
    "clientPattern" TEXT,
    "repositoryId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NotificationRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL,
    "openKey" TEXT,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" TEXT NOT NULL DEFAULT '',
    "clientId" TEXT,
    "configId" TEXT,
    "repositoryId" TEXT,
    "jobId" INTEGER,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" SERIAL NOT NULL,
    "channelId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3),
    "leaseExpires" TIMESTAMP(3),
    "workerId" TEXT,
    "sentAt" TIMESTAMP(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CheckConfig_createdAt_id_idx" ON "CheckConfig"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CheckConfig_repositoryId_label_key" ON "CheckConfig"("repositoryId", "label");

-- CreateIndex
CREATE UNIQUE INDEX "RetentionPolicy_name_key" ON "RetentionPolicy"("name");

-- CreateIndex
CREATE INDEX "RetentionPolicy_createdAt_id_idx" ON "RetentionPolicy"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PruneConfig_name_key" ON "PruneConfig"("name");

-- CreateIndex
CREATE INDEX "PruneConfig_retentionPolicyId_idx" ON "PruneConfig"("retentionPolicyId");

-- CreateIndex
CREATE INDEX "PruneConfig_repositoryId_idx" ON "PruneConfig"("repositoryId");

-- CreateIndex
CREATE INDEX "PruneConfig_createdAt_id_idx" ON "PruneConfig"("createdAt", "id");

-- CreateIndex
CREATE INDEX "PrunePlan_pruneConfigId_createdAt_idx" ON "PrunePlan"("pruneConfigId", "createdAt");

-- CreateIndex
CREATE INDEX "PrunePlan_repositoryId_createdAt_idx" ON "PrunePlan"("repositoryId", "createdAt");

-- CreateIndex
CREATE INDEX "PrunePlan_jobId_idx" ON "PrunePlan"("jobId");

-- CreateIndex
CREATE INDEX "PrunePlan_state_createdAt_idx" ON "PrunePlan"("state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Trigger_targetType_targetId_key" ON "Trigger"("targetType", "targetId");

-- CreateIndex
CREATE UNIQUE INDEX "TriggerId_uuid_key" ON "TriggerId"("uuid");

-- CreateIndex
CREATE INDEX "TriggerId_triggerId_idx" ON "TriggerId"("triggerId");

-- CreateIndex
CREATE INDEX "TriggerId_createdAt_id_idx" ON "TriggerId"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "NotificationChannel_name_key" ON "NotificationChannel"("name");

-- CreateIndex
CREATE INDEX "NotificationChannel_createdAt_id_idx" ON "NotificationChannel"("createdAt", "id");

-- CreateIndex
CREATE INDEX "NotificationRule_channelId_idx" ON "NotificationRule"("channelId");

-- CreateIndex
CREATE INDEX "NotificationRule_createdAt_id_idx" ON "NotificationRule"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Alert_openKey_key" ON "Alert"("openKey");

-- CreateIndex
CREATE INDEX "Alert_closedAt_openedAt_idx" ON "Alert"("closedAt", "openedAt");

-- CreateIndex
CREATE INDEX "Alert_openedAt_id_idx" ON "Alert"("openedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_key_key" ON "OutboxMessage"("key");

-- CreateIndex
CREATE INDEX "OutboxMessage_dueAt_idx" ON "OutboxMessage"("dueAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_channelId_id_idx" ON "OutboxMessage"("channelId", "id");

-- CreateIndex
CREATE INDEX "Archive_repositoryId_clientId_configId_timestamp_idx" ON "Archive"("repositoryId", "clientId", "configId", "timestamp");

-- AddForeignKey
ALTER TABLE "CheckConfig" ADD CONSTRAINT "CheckConfig_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PruneConfig" ADD CONSTRAINT "PruneConfig_retentionPolicyId_fkey" FOREIGN KEY ("retentionPolicyId") REFERENCES "RetentionPolicy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PruneConfig" ADD CONSTRAINT "PruneConfig_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TriggerId" ADD CONSTRAINT "TriggerId_triggerId_fkey" FOREIGN KEY ("triggerId") REFERENCES "Trigger"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationRule" ADD CONSTRAINT "NotificationRule_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "NotificationChannel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
