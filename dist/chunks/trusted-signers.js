(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/app/trusted-signers.ts
var trusted_signers_exports = require_rolldown_runtime.__exportAll({
	checkSignedGiven: () => checkSignedGiven,
	readTrust: () => readTrust
});
function checkSignedGiven(options, isSigned, nameOf) {
	if (isSigned) return;
	const { allowedSigners, identity, issuer, trustedRoot } = options;
	const given = Object.entries({
		"allowed-signers": allowedSigners,
		identity,
		issuer,
		"trusted-root": trustedRoot
	}).find(([, value]) => value !== void 0);
	if (given === void 0) return;
	const message = `${require_action_help_run_steps.capital(nameOf(given[0]))} is given without ${nameOf("signed")}, which checks signatures. Add ${nameOf("signed")}.`;
	throw require_action_post_help_run_steps.badInput(message);
}
function readTrust(place, options, { remote }) {
	const { cwd, env, nameOf, warn } = place;
	const { identity = null, issuer = null, trustedRoot, offline: isOffline = false } = options;
	const allowedSigners = allowedSignersOf(place, options);
	if (allowedSigners === null && identity === null && remote?.repository == null) throw require_action_post_help_run_steps.badInput(`${require_action_help_run_steps.capital(nameOf("allowed-signers"))} is missing. Name a file with the trusted keys, or a workflow with ${nameOf("identity")}.`);
	const rootName = require_action_help_run_steps.capital(nameOf("trusted-root"));
	const path = trustedRoot === void 0 ? null : (0, node_path.resolve)(cwd, trustedRoot);
	if (path !== null && require_action_run_steps.statGiven(path, `${rootName} is ${require_action_post_help_run_steps.quote(trustedRoot ?? "")}`)?.isFile() !== true) throw require_action_post_help_run_steps.badInput(`${rootName} is ${require_action_post_help_run_steps.quote(trustedRoot ?? "")}, and there is no such file.`);
	const readRoots = async () => {
		const { readTrustedRoots, publicGoodRoot } = await Promise.resolve().then(() => require("./sigstore-verify.js"));
		if (path !== null) return readTrustedRoots(path, `${rootName} is ${require_action_post_help_run_steps.quote(trustedRoot ?? "")}`);
		const { root, isOld } = await publicGoodRoot({
			cachePath: (0, node_path.join)(require_action_run_steps.laforgeHome(env), "cache", "sigstore"),
			isOffline
		});
		if (isOld) warn("Sigstore's newest roots could not be fetched; the built-in ones are used.");
		return [root];
	};
	let roots;
	const verifyBundles = async (bundles) => {
		const { verifyBundles: verify } = await Promise.resolve().then(() => require("./sigstore-verify.js"));
		roots ??= readRoots();
		return await verify(await roots, bundles);
	};
	return {
		keys: {
			allowedSigners,
			verifyBundles
		},
		belief: {
			identity,
			issuer
		},
		isOffline
	};
}
function allowedSignersOf({ cwd, nameOf }, { allowedSigners: name }) {
	if (name === void 0) return null;
	const path = (0, node_path.resolve)(cwd, name);
	const subject = `${require_action_help_run_steps.capital(nameOf("allowed-signers"))} is ${require_action_post_help_run_steps.quote(name)}`;
	const wrong = (why) => require_action_post_help_run_steps.badInput(`${subject}, ${why}`);
	if (require_action_run_steps.statGiven(path, subject)?.isFile() !== true) throw wrong("and there is no such file.");
	const lines = require_action_post_help_run_steps.readRegularFile(path)?.toString("utf8").split("\n");
	if (lines === void 0) throw wrong("which cannot be read. Give this user access to it, or name another file.");
	if (lines.some((line) => /^[^#\s].*\s(?:ssh|ecdsa|sk)-\S+\s+\S/.test(line))) return path;
	throw wrong("which has no line such as: ci@example.com ssh-ed25519 AAAA\u2026");
}
Object.defineProperty(exports, "checkSignedGiven", {
	enumerable: true,
	get: function() {
		return checkSignedGiven;
	}
});
Object.defineProperty(exports, "readTrust", {
	enumerable: true,
	get: function() {
		return readTrust;
	}
});
Object.defineProperty(exports, "trusted_signers_exports", {
	enumerable: true,
	get: function() {
		return trusted_signers_exports;
	}
});
});
