const require_wait_within = require("./wait-within.js");
// src/stores/time-limits.ts
const TIME_LIMITS = {
	restoreMs: 1e4,
	restoreBesideMs: 6e3,
	publishMs: 6e4,
	runningMs: 2e4,
	discardMs: 5e3
};
async function runWithin(limitMs, what, run) {
	const ending = new AbortController();
	try {
		return await require_wait_within.waitWithin(run(ending.signal), limitMs, what);
	} finally {
		ending.abort();
	}
}
Object.defineProperty(exports, "TIME_LIMITS", {
	enumerable: true,
	get: function() {
		return TIME_LIMITS;
	}
});
Object.defineProperty(exports, "runWithin", {
	enumerable: true,
	get: function() {
		return runWithin;
	}
});
