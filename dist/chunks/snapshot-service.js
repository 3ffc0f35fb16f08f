(function (exports, require, module, __filename, __dirname) {
// src/stores/snapshot-service.ts
const CONTAINS_FILE = "contains.json";
const FRAGMENT_FILE = "record.json";
function sayLeft(count) {
	return `${count === 1 ? "A save of a parallel run was" : `${count} saves of parallel runs were`} left for a later run to merge: there was no time to read more.`;
}
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
Object.defineProperty(exports, "sayLeft", {
	enumerable: true,
	get: function() {
		return sayLeft;
	}
});
});
