(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_ssh_signature = require("./ssh-signature.js");
const require_statement = require("./statement.js");
const require_keep_statement = require("./keep-statement.js");
// src/app/read-signed.ts
async function readSignedSteps(repository, { keys, ...place }) {
	return await verifyStatements(await require_keep_statement.readStatements(repository, place), keys);
}
async function verifyStatements(kept, keys) {
	const { allowedSigners } = keys;
	const verifyText = allowedSigners === null ? null : require_ssh_signature.createVerifyText({
		allowedSigners,
		namespace: require_ssh_signature.NAMESPACE
	});
	const bundles = kept.flatMap(({ content }) => require_action_help_run_steps.isObject(content.bundle) ? [content.bundle] : []);
	const verified = bundles.length === 0 ? [] : await keys.verifyBundles(bundles);
	const found = new Map(bundles.map((bundle, i) => [bundle, verified[i]]));
	const signed = [];
	for (const one of kept) signed.push(await readSigned(one, verifyText, found));
	return signed;
}
async function readSigned({ content, uid: ofPlace }, verifyText, verified) {
	const { payload, signature, bundle } = content;
	const tell = (text, by) => {
		const statement = require_statement.parseStatement(text) ?? null;
		const uid = statement?.predicate.step_uid ?? ofPlace;
		if (statement === null) return {
			uid,
			statement,
			by: { wrong: "it is not a signed statement" }
		};
		if (ofPlace !== null && ofPlace !== uid) return {
			uid: ofPlace,
			statement,
			by: { wrong: "it is about another step" }
		};
		return {
			uid,
			statement,
			by
		};
	};
	const found = require_action_help_run_steps.isObject(bundle) ? verified.get(bundle) : void 0;
	if (require_action_help_run_steps.isObject(bundle) && found !== void 0) {
		if ("wrong" in found) return {
			uid: claimedUid(bundle) ?? ofPlace,
			statement: null,
			by: found
		};
		return tell(found.payload, {
			principal: jobName(found.job),
			job: found.job
		});
	}
	if (typeof payload !== "string" || typeof signature !== "string") return tell("", { wrong: "" });
	if (verifyText === null) return tell(payload, { wrong: "a key signed it, and without --allowed-signers no key is trusted" });
	const by = await verifyText(payload, signature);
	return tell(payload, "wrong" in by ? by : {
		...by,
		job: null
	});
}
function claimedUid({ dsseEnvelope }) {
	const payload = require_action_help_run_steps.isObject(dsseEnvelope) && typeof dsseEnvelope.payload === "string" ? dsseEnvelope.payload : "";
	return require_statement.parseStatement(Buffer.from(payload, "base64").toString())?.predicate.step_uid ?? null;
}
function jobName({ identity, workflow, repositoryUrl, ref, sha }) {
	const repository = repositoryUrl ?? "";
	const file = (workflow ?? identity).replace(/@.*$/s, "");
	const name = repository !== "" && file.startsWith(`${repository}/`) ? `${file.slice(repository.length + 1)} of ${repository.replace(/^https?:\/\//, "")}` : identity;
	const at = sha === null ? "" : ` at ${require_action_post_help_run_steps.shortSha(sha)}`;
	const called = workflow === null || workflow === identity ? "" : `, which called ${identity},`;
	return `${name}${at}${ref === null ? "" : ` (${ref})`}${called}`;
}
exports.readSignedSteps = readSignedSteps;
exports.verifyStatements = verifyStatements;
});
