-- AlterTable
ALTER TABLE "PluginData" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;
