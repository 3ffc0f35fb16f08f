// src/cli/progress.ts
const PATIENCE_MS = 1e3;
const CLEAR_LINE = "\r\x1B[2K";
async function withProgress(context, what, work, { blocking = false } = {}) {
	const { stderr } = context.streams;
	if (stderr.isTTY !== true) return work();
	const started = Date.now();
	let shown = false;
	const show = () => {
		const seconds = Math.round((Date.now() - started) / 1e3);
		stderr.write(`${CLEAR_LINE}laforge: ${what}…${seconds > 0 ? ` ${seconds}s` : ""}`);
		shown = true;
	};
	if (blocking) show();
	const timer = setInterval(show, PATIENCE_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
		if (shown) stderr.write(CLEAR_LINE);
	}
}
Object.defineProperty(exports, "withProgress", {
	enumerable: true,
	get: function() {
		return withProgress;
	}
});
