// src/stores/saved-files.ts
const LEDGER_FILE = "steps.db";
const CONTAINS_FILE = "contains.json";
const FRAGMENT_FILE = "record.json";
Object.defineProperty(exports, "CONTAINS_FILE", {
	enumerable: true,
	get: function() {
		return CONTAINS_FILE;
	}
});
Object.defineProperty(exports, "FRAGMENT_FILE", {
	enumerable: true,
	get: function() {
		return FRAGMENT_FILE;
	}
});
Object.defineProperty(exports, "LEDGER_FILE", {
	enumerable: true,
	get: function() {
		return LEDGER_FILE;
	}
});
