const require_errors = require("./errors.js");
// src/domain/within.ts
const LEAST_MS = 100;
async function settleWithin(promise, limitMs, late) {
	let timer;
	const isOver = new Promise((resolve) => {
		timer = setTimeout(resolve, limitMs);
	});
	try {
		return await Promise.race([promise, isOver.then(late)]);
	} finally {
		clearTimeout(timer);
	}
}
async function waitWithin(promise, limitMs, what) {
	return await settleWithin(promise, limitMs, () => {
		const seconds = Number((limitMs / 1e3).toPrecision(2));
		const late = limitMs < LEAST_MS ? "before the time for it was used up" : `within ${seconds} seconds`;
		throw new require_errors.StoreError("unavailable", `${what} was not there ${late}.`);
	});
}
async function runWithin(limitMs, what, run) {
	const ending = new AbortController();
	try {
		return await waitWithin(run(ending.signal), limitMs, what);
	} finally {
		ending.abort();
	}
}
Object.defineProperty(exports, "runWithin", {
	enumerable: true,
	get: function() {
		return runWithin;
	}
});
Object.defineProperty(exports, "settleWithin", {
	enumerable: true,
	get: function() {
		return settleWithin;
	}
});
Object.defineProperty(exports, "waitWithin", {
	enumerable: true,
	get: function() {
		return waitWithin;
	}
});
