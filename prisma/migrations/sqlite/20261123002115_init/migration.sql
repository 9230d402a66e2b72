-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "expiresAt" DATETIME,
    "lastUsedAt" DATETIME,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "failures" INTEGER NOT NULL,
    "blockedUntil" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "noun" TEXT,
    "recordId" TEXT,
    "changes" JSONB
);

-- CreateTable
CREATE TABLE "Secret" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "ciphertext" BLOB NOT NULL,
    "nonce" BLOB NOT NULL,
    "keyId" TEXT NOT NULL,
    "current" BOOLEAN NOT NULL DEFAULT true,
    "orphanedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "SshKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Repository" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL,
    "borgId" TEXT NOT NULL DEFAULT '',
    "remoteBorg" TEXT NOT NULL DEFAULT 'borg',
    "encryption" TEXT,
    "sshKeyId" TEXT,
    "hostKeyFingerprint" TEXT,
    "hostKeyLine" TEXT,
    "hostKeyAcceptedAt" DATETIME,
    "seenHostKeyLine" TEXT,
    "originalSize" BIGINT,
    "compressedSize" BIGINT,
    "deduplicatedSize" BIGINT,
    "freeSpace" BIGINT,
    "measuredAt" DATETIME,
    "lastCheck" DATETIME,
    "lastCompact" DATETIME,
    "claimFence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Repository_sshKeyId_fkey" FOREIGN KEY ("sshKeyId") REFERENCES "SshKey" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Client" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "hostname" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "objective" BIGINT NOT NULL,
    "hadConnection" BOOLEAN NOT NULL DEFAULT false,
    "newestGoodArchiveAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Connection" (
    "clientId" TEXT NOT NULL PRIMARY KEY,
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
    "hostKeyAcceptedAt" DATETIME,
    "seenHostKeyLine" TEXT,
    "lastTest" JSONB,
    "lastTestAt" DATETIME,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Connection_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Connection_sshKeyId_fkey" FOREIGN KEY ("sshKeyId") REFERENCES "SshKey" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BackupConfig" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "lastGood" JSONB,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "BackupConfig_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "BackupConfig_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Archive" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "timestamp" DATETIME NOT NULL,
    "timestampEnd" DATETIME,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "suspect" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Archive_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Archive_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Archive_configId_fkey" FOREIGN KEY ("configId") REFERENCES "BackupConfig" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "incarnation" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "stoppedAt" DATETIME,
    "concurrency" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "timestampStart" DATETIME,
    "timestampEnd" DATETIME,
    "failureCause" JSONB,
    "borgWarning" JSONB,
    "progress" JSONB,
    "archiveId" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "retryOf" INTEGER,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "workerId" TEXT,
    "workerIncarnation" TEXT,
    "leaseExpires" DATETIME,
    "claimedAt" DATETIME,
    "cancelRequestedAt" DATETIME,
    "cancelRequestedBy" TEXT,
    CONSTRAINT "Job_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Job_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "JobTransition" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "jobId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "JobTransition_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "JobProcess" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "jobId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "processGroup" INTEGER NOT NULL,
    "startTime" TEXT NOT NULL,
    "bootId" TEXT NOT NULL,
    "pidNamespace" TEXT NOT NULL,
    "workerId" TEXT NOT NULL,
    "endedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "JobProcess_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "JobLogLine" (
    "jobId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "time" DATETIME NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    PRIMARY KEY ("jobId", "seq"),
    CONSTRAINT "JobLogLine_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RepositoryClaim" (
    "jobId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "repositoryId" TEXT NOT NULL,
    "workerId" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "leaseExpires" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RepositoryClaim_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RepositoryClaim_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Schedule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "recurrenceEnabled" BOOLEAN NOT NULL DEFAULT true,
    "recurrence" TEXT NOT NULL,
    "recurrenceStart" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "misfire" TEXT NOT NULL DEFAULT 'run-once',
    "effectiveFrom" DATETIME NOT NULL,
    "nextAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ScheduledAction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "scheduleId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "targetNoun" TEXT,
    "targetId" TEXT,
    CONSTRAINT "ScheduledAction_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "Schedule" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "scheduleId" TEXT NOT NULL,
    "instant" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "reason" TEXT,
    "jobs" JSONB,
    "workerId" TEXT,
    "leaseExpires" DATETIME,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Occurrence_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "Schedule" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PluginData" (
    "plugin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("plugin", "name")
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
