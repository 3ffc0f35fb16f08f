let node_readline_promises = require("node:readline/promises");
const require_errors = require("./errors.js");
// src/cli/confirm.ts
async function confirm(context, yes) {
	if (yes) return true;
	const { stdin, stderr } = context.streams;
	if (stdin.isTTY !== true || stderr.isTTY !== true) throw new require_errors.RefusedError("not-confirmed", "Nothing was changed: there is no terminal to ask on. Look at the plan above, then run it again with --yes.");
	const lines = (0, node_readline_promises.createInterface)({
		input: stdin,
		output: stderr
	});
	try {
		const gone = new Promise((resolve) => {
			lines.once("close", () => resolve("")).once("SIGINT", () => resolve(""));
		});
		const answer = await Promise.race([lines.question("Proceed? [y/N] "), gone]);
		return /^\s*y(es)?\s*$/i.test(answer);
	} finally {
		lines.close();
	}
}
Object.defineProperty(exports, "confirm", {
	enumerable: true,
	get: function() {
		return confirm;
	}
});
