const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_attestations = require("./attestations.js");
const require_statement = require("./statement.js");
const require_help_run_steps = require("./help-run-steps.js");
// src/cli/read-attestations.ts
const MOST_STEPS = 50;
async function readAttestations(context, steps) {
	const { GH_TOKEN, GITHUB_TOKEN, GITHUB_SERVER_URL, GITHUB_API_URL } = context.env;
	const token = GH_TOKEN || GITHUB_TOKEN;
	const server = GITHUB_SERVER_URL || "https://github.com";
	if (!token || !URL.canParse(server)) return [];
	const prefix = `${new URL(server).host.toLowerCase()}/`;
	const asked = steps.filter(({ repository }) => repository?.startsWith(prefix)).slice(0, MOST_STEPS);
	const found = [];
	try {
		for (const step of asked) {
			const sha256 = require_statement.endDigest(step);
			const repository = step.repository?.slice(prefix.length) ?? "";
			if (sha256 === null) continue;
			const bundles = await require_attestations.findAttestations({
				apiUrl: GITHUB_API_URL || "https://api.github.com",
				repository,
				token
			}, {
				sha256,
				predicateType: require_statement.PREDICATE_TYPE
			});
			found.push(...bundles.map((bundle) => ({
				content: { bundle },
				uid: step.uid
			})));
		}
	} catch (error) {
		require_help_run_steps.say(context, `warning: ${require_action_post_help_run_steps.describeError(error)}`);
	}
	return found;
}
exports.readAttestations = readAttestations;
