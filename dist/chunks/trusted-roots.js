(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
const require_dist$1 = require("./dist2.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/provenance/trusted-roots.ts
var import_dist = require_dist$1.require_dist();
function readTrustedRoots(path, subject) {
	const wrong = (why, cause) => require_action_post_help_run_steps.badInput(`${subject}, ${why}`, { cause });
	let text;
	try {
		text = (0, node_fs.readFileSync)(path, "utf8");
	} catch (cause) {
		throw wrong("which cannot be read.", cause);
	}
	const found = require_action_help_run_steps.parseObject(text) === void 0 ? text.split("\n").filter((line) => line.trim() !== "") : [text];
	try {
		const roots = found.map((one) => import_dist.TrustedRoot.fromJSON(require_action_help_run_steps.parseObject(one)));
		if (roots.length > 0 && roots.every(({ certificateAuthorities }) => certificateAuthorities.length > 0)) return roots;
	} catch {}
	throw wrong("which is no trusted root of Sigstore, such as gh attestation trusted-root prints.");
}
async function publicGoodRoot({ cachePath, isOffline }) {
	if (!isOffline) try {
		const { getTrustedRoot } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist3.js").default, 1));
		return {
			root: await getTrustedRoot({
				cachePath,
				retry: 0,
				timeout: TUF_TIMEOUT_MS
			}),
			isOld: false
		};
	} catch {}
	const { default: seeds } = await Promise.resolve().then(() => require("./seeds.js")).then((n) => require_rolldown_runtime.__toESM(n.require_seeds(), 1));
	const { targets } = seeds["https://tuf-repo-cdn.sigstore.dev"];
	const json = Buffer.from(targets["trusted_root.json"], "base64").toString();
	return {
		root: import_dist.TrustedRoot.fromJSON(JSON.parse(json)),
		isOld: !isOffline
	};
}
const TUF_TIMEOUT_MS = 5e3;
exports.publicGoodRoot = publicGoodRoot;
exports.readTrustedRoots = readTrustedRoots;
});
