-- DropIndex
DROP INDEX "SshKey_name_key";

-- DropIndex
DROP INDEX "BackupConfig_clientId_label_key";

-- DropIndex
DROP INDEX "CheckConfig_repositoryId_label_key";

-- DropIndex
DROP INDEX "RetentionPolicy_name_key";

-- DropIndex
DROP INDEX "PruneConfig_name_key";

-- DropIndex
DROP INDEX "Schedule_name_key";

-- CreateIndex
CREATE INDEX "BackupConfig_clientId_idx" ON "BackupConfig"("clientId");

-- CreateIndex
CREATE INDEX "CheckConfig_repositoryId_idx" ON "CheckConfig"("repositoryId");
