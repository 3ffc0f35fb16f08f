// src/cli/foreign-ledger.ts
var foreign_ledger_exports = require("./rolldown-runtime.js").__exportAll({ importerOf: () => importerOf });
async function readForeign(path) {
	const [{ readForeignLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./inspect.js")), Promise.resolve().then(() => require("./system-clock.js")).then((n) => n.system_clock_exports)]);
	return readForeignLedger(path, systemClock);
}
async function importerOf(path) {
	if (await isLaForgeFile(path)) {
		const { importLaForge } = await Promise.resolve().then(() => require("./import-laforge.js"));
		return (ledger) => importLaForge(path, ledger);
	}
	const records = await readForeign(path);
	return (ledger) => ledger.merge(records);
}
async function isLaForgeFile(path) {
	const [{ openDatabase }, { identifyFile }, { withStoreErrors }] = await Promise.all([
		Promise.resolve().then(() => require("./native-binding.js")).then((n) => n.native_binding_exports),
		Promise.resolve().then(() => require("./identify-file.js")).then((n) => n.identify_file_exports),
		Promise.resolve().then(() => require("./sqlite-errors.js")).then((n) => n.sqlite_errors_exports)
	]);
	return withStoreErrors(path, () => {
		const db = openDatabase(path, {
			readonly: true,
			fileMustExist: true
		});
		try {
			db.pragma("trusted_schema = OFF");
			return identifyFile(db, path).kind === "laforge";
		} finally {
			db.close();
		}
	});
}
Object.defineProperty(exports, "foreign_ledger_exports", {
	enumerable: true,
	get: function() {
		return foreign_ledger_exports;
	}
});
Object.defineProperty(exports, "isLaForgeFile", {
	enumerable: true,
	get: function() {
		return isLaForgeFile;
	}
});
Object.defineProperty(exports, "readForeign", {
	enumerable: true,
	get: function() {
		return readForeign;
	}
});
