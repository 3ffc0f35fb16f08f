// src/domain/version.ts
const VERSION = "1.0.0";
Object.defineProperty(exports, "VERSION", {
	enumerable: true,
	get: function() {
		return VERSION;
	}
});
