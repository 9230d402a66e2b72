-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_PluginData" (
    "plugin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("plugin", "name")
);
INSERT INTO "new_PluginData" ("createdAt", "data", "name", "plugin", "updatedAt", "version") SELECT "createdAt", "data", "name", "plugin", "updatedAt", "version" FROM "PluginData";
DROP TABLE "PluginData";
ALTER TABLE "new_PluginData" RENAME TO "PluginData";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
