(function (exports, require, module, __filename, __dirname) {
const require_trusted_signers = require("./trusted-signers.js");
const require_help_run_steps = require("./help-run-steps.js");
// src/cli/signer-options.ts
function addSignerOptions(command) {
	command.option("--allowed-signers <file>", "the trusted keys, in the format of ssh-keygen(1)").option("--identity <name>", "trust only statements about steps by this signer: a name in that file, the address of a workflow with or without its ref, or of a repository").option("--issuer <url>", "trust only workflows that this issuer vouches for (default: the repository's forge)").option("--trusted-root <file>", "check workflows against these roots (default: those of Sigstore's public service)").option("--offline", "use only the statements in this repository and the built-in roots; make no requests");
}
function addSignedOption(command) {
	command.option("--signed", "refuse unless trusted signatures prove all that is undone (laforge verify --signed)");
	addSignerOptions(command);
}
function checkSignedOption(options) {
	require_trusted_signers.checkSignedGiven(options, options.signed === true, nameOf);
}
function readTrustOptions(context, options, repository) {
	const { cwd, env } = context;
	return require_trusted_signers.readTrust({
		cwd,
		env,
		nameOf,
		warn: require_help_run_steps.createLog(context).warn
	}, options, repository);
}
function nameOf(name) {
	return `--${name}`;
}
Object.defineProperty(exports, "addSignedOption", {
	enumerable: true,
	get: function() {
		return addSignedOption;
	}
});
Object.defineProperty(exports, "addSignerOptions", {
	enumerable: true,
	get: function() {
		return addSignerOptions;
	}
});
Object.defineProperty(exports, "checkSignedOption", {
	enumerable: true,
	get: function() {
		return checkSignedOption;
	}
});
Object.defineProperty(exports, "readTrustOptions", {
	enumerable: true,
	get: function() {
		return readTrustOptions;
	}
});
});
