-- AlterTable
ALTER TABLE "Repository" ADD COLUMN "waitingJobId" INTEGER;

-- CreateTable
CREATE TABLE "RepositoryReading" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "repositoryId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "byWhom" TEXT NOT NULL,
    "leaseExpires" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RepositoryReading_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "RepositoryReading_repositoryId_idx" ON "RepositoryReading"("repositoryId");
