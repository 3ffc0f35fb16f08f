const require_laforge_rows = require("./laforge-rows.js");
const require_identify_file = require("./identify-file.js");
// src/ledger/import-laforge.ts
const MAX_BYTES = 1024 ** 3;
function importLaForge(path, ledger) {
	require_laforge_rows.checkPath(path, {
		mayBeMissing: false,
		maxBytes: MAX_BYTES
	});
	const records = require_identify_file.withStoreErrors(path, () => {
		const db = require_identify_file.openDatabase(path, { readonly: true });
		try {
			const { kind } = require_identify_file.identifyFile(db, path);
			if (kind === "empty") throw require_identify_file.notALedger(path, "it is empty");
			if (kind === "ledger") throw require_identify_file.notALedger(path, "it is one of ours already, for laforge merge, and not LaForge's");
			require_identify_file.checkIntegrity(db, path);
			return require_laforge_rows.readLaForgeRecords(db, path);
		} finally {
			db.close();
		}
	});
	return ledger.merge(ledger.countSteps() === 0 ? records : {
		...records,
		stepClaims: [],
		rollbackClaims: []
	});
}
exports.importLaForge = importLaForge;
