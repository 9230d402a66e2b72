-- AlterTable
ALTER TABLE "Repository" ADD COLUMN     "waitingJobId" INTEGER;

-- CreateTable
CREATE TABLE "RepositoryReading" (
    "id" TEXT NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "byWhom" TEXT NOT NULL,
    "leaseExpires" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RepositoryReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RepositoryReading_repositoryId_idx" ON "RepositoryReading"("repositoryId");

-- AddForeignKey
ALTER TABLE "RepositoryReading" ADD CONSTRAINT "RepositoryReading_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;
