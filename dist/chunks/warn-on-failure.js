const require_errors = require("./errors.js");
// src/usecases/warn-on-failure.ts
async function warnOnFailure(warn, effect) {
	try {
		return await effect();
	} catch (error) {
		warn(require_errors.describeError(error));
		return;
	}
}
Object.defineProperty(exports, "warnOnFailure", {
	enumerable: true,
	get: function() {
		return warnOnFailure;
	}
});
