-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "blockedUntil" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "noun" TEXT,
    "recordId" TEXT,
    "changes" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Secret" (
    "id" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "ciphertext" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "keyId" TEXT NOT NULL,
    "current" BOOLEAN NOT NULL DEFAULT true,
    "orphanedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SshKey" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SshKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Repository" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL,
    "borgId" TEXT NOT NULL DEFAULT '',
    "remoteBorg" TEXT NOT NULL DEFAULT 'borg',
    "encryption" TEXT,
    "sshKeyId" TEXT,
    "hostKeyFingerprint" TEXT,
    "hostKeyLine" TEXT,
    "hostKeyAcceptedAt" TIMESTAMP(3),
    "seenHostKeyLine" TEXT,
    "originalSize" BIGINT,
    "compressedSize" BIGINT,
    "deduplicatedSize" BIGINT,
    "freeSpace" BIGINT,
    "measuredAt" TIMESTAMP(3),
    "lastCheck" TIMESTAMP(3),
    "lastCompact" TIMESTAMP(3),
    "claimFence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Client" (
    "id" TEXT NOT NULL,
    "hostname" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "objective" BIGINT NOT NULL,
    "hadConnection" BOOLEAN NOT NULL DEFAULT false,
    "newestGoodArchiveAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "clientId" TEXT NOT NULL,
    "remote" TEXT NOT NULL,
    "port" INTEGER,
    "rsh" TEXT NOT NULL DEFAULT 'ssh',
    "rshOptions" TEXT,
    "sshKeyId" TEXT,
    "sshIdentityFile" TEXT,
    "remoteBorg" TEXT NOT NULL DEFAULT 'borg',
    "remoteCacheDir" TEXT,
    "hostKeyFingerprint" TEXT,
    "hostKeyLine" TEXT,
    "hostKeyAcceptedAt" TIMESTAMP(3),
    "seenHostKeyLine" TEXT,
    "lastTest" JSONB,
    "lastTestAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("clientId")
);

-- CreateTable
CREATE TABLE "BackupConfig" (
    "id" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "lastGood" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BackupConfig_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Archive" (
    "id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "clientId" TEXT,
    "configId" TEXT,
    "jobId" INTEGER,
    "comment" TEXT NOT NULL DEFAULT '',
    "nfiles" BIGINT,
    "originalSize" BIGINT,
    "compressedSize" BIGINT,
    "deduplicatedSize" BIGINT,
    "duration" BIGINT,
    "timestamp" TIMESTAMP(3) NOT NULL,
    "timestampEnd" TIMESTAMP(3),
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "suspect" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Archive_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "incarnation" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "stoppedAt" TIMESTAMP(3),
    "concurrency" INTEGER NOT NULL,

    CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'job_created',
    "repositoryId" TEXT,
    "clientId" TEXT,
    "configId" TEXT,
    "configVersion" INTEGER,
    "config" JSONB,
    "access" TEXT,
    "activeKey" TEXT,
    "uniqueKey" TEXT,
    "timestampStart" TIMESTAMP(3),
    "timestampEnd" TIMESTAMP(3),
    "failureCause" JSONB,
    "borgWarning" JSONB,
    "progress" JSONB,
    "archiveId" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "retryOf" INTEGER,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "workerId" TEXT,
    "workerIncarnation" TEXT,
    "leaseExpires" TIMESTAMP(3),
    "claimedAt" TIMESTAMP(3),
    "cancelRequestedAt" TIMESTAMP(3),
    "cancelRequestedBy" TEXT,

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobTransition" (
    "id" SERIAL NOT NULL,
    "jobId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "JobTransition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobProcess" (
    "id" TEXT NOT NULL,
    "jobId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "processGroup" INTEGER NOT NULL,
    "startTime" TEXT NOT NULL,
    "bootId" TEXT NOT NULL,
    "pidNamespace" TEXT NOT NULL,
    "workerId" TEXT NOT NULL,
    "endedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JobProcess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobLogLine" (
    "jobId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "time" TIMESTAMP(3) NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "JobLogLine_pkey" PRIMARY KEY ("jobId","seq")
);

-- CreateTable
CREATE TABLE "RepositoryClaim" (
    "jobId" INTEGER NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "workerId" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "leaseExpires" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RepositoryClaim_pkey" PRIMARY KEY ("jobId")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "recurrenceEnabled" BOOLEAN NOT NULL DEFAULT true,
    "recurrence" TEXT NOT NULL,
    "recurrenceStart" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "misfire" TEXT NOT NULL DEFAULT 'run-once',
    "effectiveFrom" TIMESTAMP(3) NOT NULL,
    "nextAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScheduledAction" (
    "id" TEXT NOT NULL,
    "scheduleId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "targetNoun" TEXT,
    "targetId" TEXT,

    CONSTRAINT "ScheduledAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" TEXT NOT NULL,
    "scheduleId" TEXT NOT NULL,
    "instant" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "reason" TEXT,
    "jobs" JSONB,
    "workerId" TEXT,
    "leaseExpires" TIMESTAMP(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PluginData" (
    "plugin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PluginData_pkey" PRIMARY KEY ("plugin","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_digest_key" ON "ApiToken"("digest");

-- CreateIndex
CREATE INDEX "ApiToken_createdAt_id_idx" ON "ApiToken"("createdAt", "id");

-- CreateIndex
CREATE INDEX "SignInThrottle_updatedAt_idx" ON "SignInThrottle"("updatedAt");

-- CreateIndex
CREATE INDEX "AuditEntry_noun_recordId_id_idx" ON "AuditEntry"("noun", "recordId", "id");

-- CreateIndex
CREATE INDEX "Secret_noun_recordId_field_current_idx" ON "Secret"("noun", "recordId", "field", "current");

-- CreateIndex
CREATE INDEX "Secret_orphanedAt_idx" ON "Secret"("orphanedAt");

-- CreateIndex
CREATE UNIQUE INDEX "SshKey_name_key" ON "SshKey"("name");

-- CreateIndex
CREATE INDEX "SshKey_createdAt_id_idx" ON "SshKey"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Repository_name_key" ON "Repository"("name");

-- CreateIndex
CREATE INDEX "Repository_createdAt_id_idx" ON "Repository"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Client_hostname_key" ON "Client"("hostname");

-- CreateIndex
CREATE INDEX "Client_createdAt_id_idx" ON "Client"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Client_newestGoodArchiveAt_idx" ON "Client"("newestGoodArchiveAt");

-- CreateIndex
CREATE INDEX "Connection_sshKeyId_idx" ON "Connection"("sshKeyId");

-- CreateIndex
CREATE INDEX "BackupConfig_repositoryId_idx" ON "BackupConfig"("repositoryId");

-- CreateIndex
CREATE INDEX "BackupConfig_createdAt_id_idx" ON "BackupConfig"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BackupConfig_clientId_label_key" ON "BackupConfig"("clientId", "label");

-- CreateIndex
CREATE INDEX "Archive_timestamp_id_idx" ON "Archive"("timestamp", "id");

-- CreateIndex
CREATE INDEX "Archive_repositoryId_timestamp_id_idx" ON "Archive"("repositoryId", "timestamp", "id");

-- CreateIndex
CREATE INDEX "Archive_clientId_timestamp_id_idx" ON "Archive"("clientId", "timestamp", "id");

-- CreateIndex
CREATE INDEX "Archive_configId_timestamp_id_idx" ON "Archive"("configId", "timestamp", "id");

-- CreateIndex
CREATE INDEX "Archive_jobId_idx" ON "Archive"("jobId");

-- CreateIndex
CREATE UNIQUE INDEX "Archive_repositoryId_fingerprint_key" ON "Archive"("repositoryId", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "Job_activeKey_key" ON "Job"("activeKey");

-- CreateIndex
CREATE UNIQUE INDEX "Job_uniqueKey_key" ON "Job"("uniqueKey");

-- CreateIndex
CREATE INDEX "Job_state_id_idx" ON "Job"("state", "id");

-- CreateIndex
CREATE INDEX "Job_repositoryId_state_id_idx" ON "Job"("repositoryId", "state", "id");

-- CreateIndex
CREATE INDEX "Job_repositoryId_id_idx" ON "Job"("repositoryId", "id");

-- CreateIndex
CREATE INDEX "Job_clientId_state_id_idx" ON "Job"("clientId", "state", "id");

-- CreateIndex
CREATE INDEX "Job_clientId_id_idx" ON "Job"("clientId", "id");

-- CreateIndex
CREATE INDEX "Job_configId_state_id_idx" ON "Job"("configId", "state", "id");

-- CreateIndex
CREATE INDEX "Job_configId_id_idx" ON "Job"("configId", "id");

-- CreateIndex
CREATE INDEX "Job_kind_state_id_idx" ON "Job"("kind", "state", "id");

-- CreateIndex
CREATE INDEX "Job_kind_id_idx" ON "Job"("kind", "id");

-- CreateIndex
CREATE INDEX "Job_workerId_leaseExpires_idx" ON "Job"("workerId", "leaseExpires");

-- CreateIndex
CREATE INDEX "Job_leaseExpires_idx" ON "Job"("leaseExpires");

-- CreateIndex
CREATE INDEX "Job_timestampEnd_idx" ON "Job"("timestampEnd");

-- CreateIndex
CREATE INDEX "JobTransition_jobId_id_idx" ON "JobTransition"("jobId", "id");

-- CreateIndex
CREATE INDEX "JobProcess_jobId_endedAt_idx" ON "JobProcess"("jobId", "endedAt");

-- CreateIndex
CREATE INDEX "RepositoryClaim_repositoryId_idx" ON "RepositoryClaim"("repositoryId");

-- CreateIndex
CREATE INDEX "RepositoryClaim_workerId_idx" ON "RepositoryClaim"("workerId");

-- CreateIndex
CREATE UNIQUE INDEX "Schedule_name_key" ON "Schedule"("name");

-- CreateIndex
CREATE INDEX "Schedule_nextAt_idx" ON "Schedule"("nextAt");

-- CreateIndex
CREATE INDEX "Schedule_createdAt_id_idx" ON "Schedule"("createdAt", "id");

-- CreateIndex
CREATE INDEX "ScheduledAction_targetNoun_targetId_idx" ON "ScheduledAction"("targetNoun", "targetId");

-- CreateIndex
CREATE UNIQUE INDEX "ScheduledAction_scheduleId_position_key" ON "ScheduledAction"("scheduleId", "position");

-- CreateIndex
CREATE INDEX "Occurrence_state_instant_idx" ON "Occurrence"("state", "instant");

-- CreateIndex
CREATE INDEX "Occurrence_scheduleId_instant_id_idx" ON "Occurrence"("scheduleId", "instant", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Occurrence_scheduleId_instant_key" ON "Occurrence"("scheduleId", "instant");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Repository" ADD CONSTRAINT "Repository_sshKeyId_fkey" FOREIGN KEY ("sshKeyId") REFERENCES "SshKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_sshKeyId_fkey" FOREIGN KEY ("sshKeyId") REFERENCES "SshKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BackupConfig" ADD CONSTRAINT "BackupConfig_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BackupConfig" ADD CONSTRAINT "BackupConfig_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Archive" ADD CONSTRAINT "Archive_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Archive" ADD CONSTRAINT "Archive_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Archive" ADD CONSTRAINT "Archive_configId_fkey" FOREIGN KEY ("configId") REFERENCES "BackupConfig"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobTransition" ADD CONSTRAINT "JobTransition_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobProcess" ADD CONSTRAINT "JobProcess_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobLogLine" ADD CONSTRAINT "JobLogLine_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RepositoryClaim" ADD CONSTRAINT "RepositoryClaim_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RepositoryClaim" ADD CONSTRAINT "RepositoryClaim_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduledAction" ADD CONSTRAINT "ScheduledAction_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "Schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Occurrence" ADD CONSTRAINT "Occurrence_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "Schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
