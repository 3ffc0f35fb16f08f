// src/cli/foreign-ledger.ts
async function readForeign(path) {
	const [{ readForeignLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./inspect.js")), Promise.resolve().then(() => require("./system-clock.js")).then((n) => n.system_clock_exports)]);
	return readForeignLedger(path, systemClock);
}
async function importerOf(path) {
	const { isLaForgeFile } = await Promise.resolve().then(() => require("./identify-file.js")).then((n) => n.identify_file_exports);
	if (isLaForgeFile(path)) {
		const { importLaForge } = await Promise.resolve().then(() => require("./import-laforge.js"));
		return (ledger) => importLaForge(path, ledger);
	}
	const records = await readForeign(path);
	return (ledger) => ledger.merge(records);
}
exports.importerOf = importerOf;
exports.readForeign = readForeign;
