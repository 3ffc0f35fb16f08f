(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_db = require("./db.js");
// src/stores/postgres/job-token.ts
const LIMIT_MS = 1e4;
const ALGORITHMS = ["RS256", "ES256"];
const TOLERANCE_S = 30;
async function repositoryOfToken(token, { issuer, audience }) {
	const url = parseIssuer(issuer);
	const { createRemoteJWKSet, jwtVerify } = await Promise.resolve().then(() => require("./webapi.js"));
	const { payload } = await jwtVerify(token, createRemoteJWKSet(await findKeys(url, issuer), { timeoutDuration: LIMIT_MS }), {
		issuer,
		audience,
		algorithms: ALGORITHMS,
		clockTolerance: TOLERANCE_S,
		requiredClaims: ["exp", "iat"]
	}).catch((error) => {
		const reason = error instanceof Error ? error.message : String(error);
		throw new require_action_post_help_run_steps.StoreError("unwritable", `The job's token does not hold: ${reason}.`);
	});
	const name = payload.repository ?? payload.project_path;
	if (typeof name !== "string") throw new require_action_post_help_run_steps.StoreError("unwritable", "The job's token names no repository.");
	return require_db.parseRepository(`${forgeOf(url)}/${name}`, "The repository of the token");
}
function forgeOf({ host, pathname }) {
	if (host === "token.actions.githubusercontent.com") return "github.com";
	if (host.startsWith("token.actions.")) return host.slice(14);
	return `${host}${pathname.replace(/\/+$/, "").replace(/\/(?:api\/actions|_services\/token)$/, "")}`;
}
function parseIssuer(issuer) {
	const url = URL.canParse(issuer) ? new URL(issuer) : null;
	const isSafe = url?.protocol === "https:" || url?.protocol === "http:" && url.hostname === "127.0.0.1";
	if (url !== null && isSafe) return url;
	throw require_action_post_help_run_steps.badInput(`--oidc-issuer is ${require_action_post_help_run_steps.quote(issuer)}. Write the address of an issuer, such as https://token.actions.githubusercontent.com.`);
}
async function findKeys(url, issuer) {
	const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
	try {
		const response = await fetch(address, {
			redirect: "error",
			signal: AbortSignal.timeout(LIMIT_MS)
		});
		const found = await response.json();
		const uri = require_action_help_run_steps.isObject(found) ? found.jwks_uri : null;
		if (response.ok && typeof uri === "string" && URL.canParse(uri) && new URL(uri).origin === url.origin) return new URL(uri);
	} catch (cause) {
		throw new require_action_post_help_run_steps.StoreError("unavailable", `The issuer of the job's token did not answer at ${address}.`, { cause });
	}
	throw new require_action_post_help_run_steps.StoreError("unavailable", `The issuer of the job's token does not say where its keys are, at ${address}.`);
}
exports.repositoryOfToken = repositoryOfToken;
});
