// src/agent/errno.ts
function errnoCode(error) {
	return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
Object.defineProperty(exports, "errnoCode", {
	enumerable: true,
	get: function() {
		return errnoCode;
	}
});
