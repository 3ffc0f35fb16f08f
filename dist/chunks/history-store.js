const require_core = require("./core.js");
const require_errors = require("./errors.js");
const require_run_state = require("./run-state.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_step_options = require("./step-options.js");
const require_run_context = require("./run-context.js");
const require_folders = require("./folders.js");
const require_rollback = require("./rollback.js");
const require_usage_totals = require("./usage-totals.js");
const require_projects = require("./projects.js");
const require_within = require("./within.js");
const require_replay_command = require("./replay-command.js");
const require_period = require("./period.js");
const require_report = require("./report.js");
const require_step_comparison = require("./step-comparison.js");
const require_store_deps = require("./store-deps.js");
const require_settings = require("./settings.js");
const require_workplace = require("./workplace.js");
const require_process_info = require("./process-info.js");
const require_create_store = require("./create-store.js");
const require_names = require("./names.js");
const require_fragment_history = require("./fragment-history.js");
let fs = require("fs");
let os = require("os");
let node_url = require("node:url");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_os = require("node:os");
// node_modules/@actions/core/lib/summary.js
var __awaiter = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = fs.promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, fs.constants.R_OK | fs.constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	write(options) {
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	stringify() {
		return this._buffer;
	}
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	addEOL() {
		return this.addRaw(os.EOL);
	}
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
// src/action/inputs.ts
function readTemplateNames() {
	const [name, inputs] = [text$1("template"), text$1("template-inputs")];
	if (name !== null) return {
		name,
		inputs,
		directory: directoryOf(text$1("working-directory"))
	};
	if (inputs === null) return null;
	throw new require_errors.InputError("bad-input", "Input \"template-inputs\" is given without \"template\". Name the template too.");
}
const UNKNOWN_TEMPLATE = {
	name: "",
	blob: "",
	inputs: {},
	options: new Map([["run", ""]])
};
function readStepInputsLate() {
	return readStepInputs(text$1("template") === null ? null : UNKNOWN_TEMPLATE);
}
function readStepInputs(template) {
	const option = (name) => {
		const [own, ofTemplate] = [text$1(name), template?.options.get(name)];
		const isUsual = own === null || own === require_step_options.templateOption(name)?.usual;
		return ofTemplate !== void 0 && isUsual ? ofTemplate : own;
	};
	for (const line of (text$1("ssh-signing-key") ?? "").split(/\r?\n/)) if (line.length > 8) require_core.setSecret(line);
	const shell = () => require_step_options.parseShell(option("shell") ?? "bash", nameOf("shell"));
	const directory = directoryOf(option("working-directory"));
	const command = () => {
		const script = option("run");
		if (script !== null) return {
			kind: "script",
			text: script,
			shell: shell()
		};
		const orTemplate = template === null ? "" : ` Template ${require_identity.quote(template.name)} has none either.`;
		throw new require_errors.InputError("bad-input", `Input "run" is missing. Give it the shell script that runs the agent.${orTemplate}`);
	};
	return require_open.readAll({
		...COMMON,
		...TELLING,
		options: () => require_step_options.readStepOptions({
			text: option,
			nameOf,
			command,
			shell,
			directory,
			folder: directory,
			hasCommitHost: true,
			usualPush: "auto",
			template
		}),
		comment,
		compareWith,
		webhook: () => require_settings.readWebhook(text$1("webhook-url"), text$1("webhook-secret")),
		checkRun: () => text$1("check-run")
	});
}
function readRollbackInputs() {
	return require_open.readAll({
		...COMMON,
		...TELLING,
		...REVERTING,
		squash: () => flag("squash"),
		how: () => text$1("revert-steps") === null ? word("mode", require_rollback.MOVE_MODES, "reset") : "revert",
		of: () => {
			const [to, before, steps] = [
				text$1("to-step"),
				text$1("before-step"),
				text$1("revert-steps")
			];
			const [only, ...more] = [
				to,
				before,
				steps
			].filter((given) => given !== null);
			if (only === void 0 || more.length > 0) throw new require_errors.InputError("bad-input", `${only === void 0 ? "None" : "More than one"} of "to-step", "before-step" and "revert-steps" is given. Give exactly one: to-step keeps that step, before-step undoes it too, revert-steps takes just those back.`);
			if (steps !== null) return {
				kind: "steps",
				...require_open.parseNamedSteps(steps, nameOf("revert-steps"))
			};
			const mode = to === null ? "before" : "to";
			return {
				kind: "rollback",
				mode,
				step: require_identity.parseStepRef(only, `Input "${mode}-step"`)
			};
		},
		branch,
		reason: () => text$1("reason"),
		dryRun: () => flag("dry-run"),
		allowDiscard: () => flag("allow-discard")
	});
}
function readUndoInputs() {
	return require_open.readAll({
		...COMMON,
		...TELLING,
		...REVERTING,
		how: () => word("mode", require_rollback.MOVE_MODES, "auto"),
		rollback: () => given("rollback-id", require_identity.parseRollbackRef),
		branch,
		reason: () => text$1("reason"),
		dryRun: () => flag("dry-run")
	});
}
function readCommonInputs() {
	return require_open.readAll({ ...COMMON });
}
function readReportInputs() {
	return require_open.readAll({
		...COMMON,
		pullRequest: () => wholeNumber("pull-request"),
		comment,
		compareWith,
		period: () => {
			const end = (name) => ({
				text: text$1(name),
				what: nameOf(name)
			});
			return require_period.parsePeriod({
				since: end("since"),
				until: end("until")
			}, new Date());
		},
		by: () => given("by", (value, what) => require_open.parseWord(value, require_report.REPORT_DIMENSIONS, what)),
		base: () => text$1("base"),
		html: () => {
			const file = text$1("html");
			if (file === null || /[^/\\]\.html$/.test(file)) return file;
			throw new require_errors.InputError("bad-input", `Input "html" is ${require_identity.quote(file)}. Name a file that ends with .html.`);
		}
	});
}
function readCompareInputs() {
	return require_open.readAll({
		...COMMON,
		step: () => stepRef("step"),
		compareWith: () => compareWith() ?? "previous",
		code: () => given("code", (value, what) => require_open.parseWord(value, require_step_comparison.CODE_MODES, what)),
		branch,
		pullRequest: () => wholeNumber("pull-request"),
		comment
	});
}
function readCommandInputs() {
	const inputs = require_open.readAll({
		...COMMON,
		...TELLING,
		allow: () => require_open.splitNames(text$1("allow") ?? "").map((name) => require_open.parseWord(name, ["replay"], nameOf("allow"))),
		maxCostUsd: () => {
			const most = text$1("max-cost-usd");
			return most === null ? null : require_open.parseUsd(most, nameOf("max-cost-usd"));
		}
	});
	if (inputs.allow.length === 0 || inputs.maxCostUsd !== null) return inputs;
	throw new require_errors.InputError("bad-input", "Input \"allow\" is given without \"max-cost-usd\". Say what a comment may cost at most.");
}
function readBisectInputs() {
	return require_open.readAll({
		...COMMON,
		check: () => {
			const script = text$1("check");
			if (script !== null) return script;
			throw new require_errors.InputError("bad-input", "Input \"check\" is missing. Give it the script that tells good from bad.");
		},
		checkTimeoutMs: () => given("check-timeout-minutes", require_open.parseMinutes) ?? 18e5,
		branch,
		good: () => stepRef("good"),
		bad: () => stepRef("bad"),
		confidence: () => {
			const confidence = require_open.parseConfidence(text$1("confidence") ?? "0.95", nameOf("confidence"));
			return flag("flaky") ? confidence : null;
		},
		maxTests: () => wholeNumber("max-tests") ?? MOST_TESTS,
		pullRequest: () => wholeNumber("pull-request"),
		comment
	});
}
function readReplayInputs(template) {
	const run = text$1("run");
	const shell = () => require_step_options.parseShell(text$1("shell") ?? "bash", nameOf("shell"));
	const request = () => require_open.readAll({
		command: () => run === null ? null : {
			kind: "script",
			text: run,
			shell: shell()
		},
		template: () => template,
		model: () => text$1("model"),
		agent: () => text$1("agent"),
		prompt: () => text$1("prompt"),
		check: () => text$1("check"),
		checkTimeoutMs: () => given("check-timeout-minutes", require_open.parseMinutes),
		timeoutMs: () => given("timeout-minutes", require_open.parseMinutes),
		envAllow: () => given("env-allow", (value, what) => require_step_options.checkEnvAllow(require_open.splitNames(value), what))
	});
	return require_open.readAll({
		...COMMON,
		step: () => {
			const step = stepRef("step");
			if (step !== null) return step;
			throw new require_errors.InputError("bad-input", "Input \"step\" is missing. Name the step to run again by its number or uid.");
		},
		request,
		lane: () => {
			const isCompared = require_replay_command.hasOther({
				command: run,
				template,
				model: text$1("model"),
				agent: text$1("agent")
			});
			const lane = word("lane", [
				"same",
				"other",
				"none"
			], isCompared ? "other" : "same");
			if (lane === "other" && !isCompared) throw new require_errors.InputError("bad-input", "Input \"lane\" is \"other\", and none of \"run\", \"template\", \"agent\" and \"model\" says what it is.");
			return lane === "none" ? null : lane;
		},
		maxCostUsd: () => given("max-cost-usd", require_open.parseUsd)
	});
}
const MOST_TESTS = 20;
const REVERTING = { proposal: () => {
	return {
		way: {
			auto: "auto",
			always: "propose",
			never: "push"
		}[word("pull-request", [
			"auto",
			"always",
			"never"
		], "auto")],
		autoMerge: flag("auto-merge")
	};
} };
const COMMON = {
	projectId: () => given("project-id", require_projects.parseProjectId),
	store: () => word("store", require_open.STORE_NAMES, require_store_deps.defaultStore(process.env).name),
	storeNotice: () => text$1("store") === null ? require_store_deps.defaultStore(process.env).notice : null,
	storePath: () => text$1("store-path"),
	storeUrl: () => {
		const url = text$1("store-url");
		if (url !== null) require_core.setSecret(url);
		return url;
	},
	retentionDays: () => wholeNumber("retention-days"),
	githubToken: () => text$1("github-token"),
	pushToken: () => text$1("push-token"),
	traceUrl: () => {
		const url = text$1("otel-trace-url");
		if (url === null || /^https?:\/\/[^\s]+$/i.test(url) && url.includes("{trace-id}")) return url;
		throw new require_errors.InputError("bad-input", `Input "otel-trace-url" is ${require_identity.quote(url)}. Write an address with {trace-id} in it, such as https://jaeger.example.com/trace/{trace-id}.`);
	}
};
const TELLING = {
	otlp: () => require_settings.readTelemetrySettings({
		endpoint: text$1("otlp-endpoint"),
		headers: text$1("otlp-headers"),
		protocol: text$1("otlp-protocol"),
		nameOf
	}, process.env),
	jobCheckRunId: () => text$1("job-check-run-id")
};
function directoryOf(folder) {
	return (0, node_path.resolve)(process.env.GITHUB_WORKSPACE || ".", folder ?? ".");
}
function text$1(name) {
	const value = require_core.getInput(name);
	return value === "" ? null : value;
}
function given(name, parse) {
	const value = text$1(name);
	return value === null ? null : parse(value, nameOf(name));
}
function branch() {
	return given("branch", require_open.parseBranch);
}
function comment() {
	return word("comment", ["auto", "none"], "auto");
}
function compareWith() {
	return given("compare-with", require_step_comparison.parseCompareWith);
}
function stepRef(name) {
	return given(name, require_identity.parseStepRef);
}
function word(name, words, usual) {
	return given(name, (value, what) => require_open.parseWord(value, words, what)) ?? usual;
}
function flag(name) {
	return given(name, require_open.parseFlag) ?? false;
}
function wholeNumber(name) {
	return given(name, require_open.parseWholeNumber);
}
function nameOf(name) {
	return `Input "${name}"`;
}
// src/github/connection.ts
const TIMEOUT_MS = 1e4;
function createConnection(access) {
	let connection;
	return () => {
		connection ??= connect(access);
		return connection;
	};
}
async function connect({ apiUrl, repository, token, forge = "GitHub", timeoutMs = TIMEOUT_MS }) {
	const [owner, repo, ...rest] = repository.split("/");
	if (!owner || !repo || rest.length > 0) throw new require_errors.InputError("bad-environment", `GITHUB_REPOSITORY is ${JSON.stringify(repository)}, not owner/name.`);
	const { getOctokit } = await Promise.resolve().then(() => require("./github.js")).then((n) => n.github_exports);
	const quiet = () => {};
	const octokit = getOctokit(token, {
		baseUrl: apiUrl,
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		}
	});
	octokit.hook.wrap("request", async (request, options) => {
		const limits = [AbortSignal.timeout(timeoutMs), ...signalsOf(options.request)];
		const signal = AbortSignal.any(limits);
		options.request = {
			...options.request,
			signal
		};
		try {
			return await request(options);
		} catch (error) {
			if (options.method !== "GET" || statusOf(error) < 500 || signal.aborted) throw error;
			return await request(options);
		}
	});
	return {
		octokit,
		owner,
		repo,
		forge
	};
}
function signalsOf(request) {
	return request?.signal instanceof AbortSignal ? [request.signal] : [];
}
function wasAnswered(error) {
	return error instanceof Error && "response" in error && error.response !== void 0;
}
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 0;
}
function pageSize(forge = "GitHub") {
	return {
		per_page: 100,
		...forge === "GitHub" ? {} : { limit: 100 }
	};
}
async function* readPages$1(read) {
	const seen = new Set();
	for (let page = 1;; page++) {
		const { data, headers } = await read(page);
		const fresh = data.filter(({ id }) => !seen.has(id));
		for (const { id } of fresh) seen.add(id);
		yield* fresh;
		if (fresh.length === 0 || !mayHaveNext(data.length, headers.link)) return;
	}
}
function mayHaveNext(count, link) {
	return link === void 0 ? count >= 100 : /\brel="?next"?/.test(link);
}
function explainFailure(error, { doing, permission, forge = "GitHub" }) {
	if (error instanceof require_errors.InputError || error instanceof require_errors.RefusedError) return error;
	const status = statusOf(error);
	const said = require_errors.describeError(error).replace(/ - https:\/\/docs\.github\.com\S*$/, "").trim();
	const grant = `Give the job "permissions: ${permission}", or github-token a token that may do this.`;
	const because = (sentence) => `Cannot ${doing}: ${sentence}`;
	if (isRateLimit(error, status)) return new require_errors.StoreError("unavailable", because(`${forge} takes no more requests for now (${said}). Try again later.`), { cause: error });
	switch (status) {
		case 401: return refused(because(`${forge} does not accept the token (${said}). Check the input "github-token".`), error);
		case 403: return /\blocked\b/i.test(said) ? refused(because(`the conversation is locked (${said}). Unlock it, or write "comment: none".`), error) : refused(because(`the token may not do it (${said}). ${grant}`), error);
		case 404: return refused(because(`it is not there, or the token may not see it (${said}). ${grant}`), error);
		default: return new require_errors.StoreError("unavailable", because(wasAnswered(error) ? `${forge} answered ${status}: ${said}.` : `no answer came (${said}).`), { cause: error });
	}
}
function refused(message, cause) {
	return new require_errors.RefusedError("no-permission", message, { cause });
}
function isRateLimit(error, status) {
	if (status === 429) return true;
	if (status !== 403 || !(error instanceof Error)) return false;
	const headers = "response" in error ? headersOf(error.response) : {};
	return headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== void 0 || /rate limit/i.test(error.message);
}
function headersOf(response) {
	const headers = typeof response === "object" && response !== null && "headers" in response ? response.headers : null;
	return typeof headers === "object" && headers !== null ? { ...headers } : {};
}
// src/github/code-host.ts
function createCodeHost(access) {
	const connection = createConnection(access);
	const { forge } = access;
	const findOpen = async (branch, base) => {
		const { octokit, owner, repo } = await connection();
		const query = {
			owner,
			repo,
			head: `${owner}:${branch}`,
			base,
			state: "open",
			...pageSize(forge)
		};
		for await (const pull of readPages$1((page) => octokit.rest.pulls.list({
			...query,
			page
		}))) if (pull.state === "open" && pull.head.ref === branch && pull.base.ref === base) return pull.number;
		return null;
	};
	return {
		async rulesOf(branch) {
			try {
				const { octokit, owner, repo } = await connection();
				const { data } = await octokit.rest.repos.getBranch({
					owner,
					repo,
					branch
				});
				const types = forge === void 0 || forge === "GitHub" ? await rulesetOf(await connection(), branch) : [];
				if (types.some((type) => PULL_REQUEST_ONLY.has(type))) return "by-pull-request";
				return types.includes("non_fast_forward") || data.protected ? "no-force" : "none";
			} catch {
				return "unknown";
			}
		},
		async propose({ head, base, title, body }) {
			try {
				const { octokit, owner, repo } = await connection();
				const number = await findOpen(head, base);
				const { data } = number === null ? await octokit.rest.pulls.create({
					owner,
					repo,
					head,
					base,
					title,
					body
				}) : await octokit.rest.pulls.update({
					owner,
					repo,
					pull_number: number,
					title,
					body
				});
				return {
					number: data.number,
					url: data.html_url
				};
			} catch (error) {
				if (error instanceof Error && /not permitted to create or approve pull requests/.test(error.message)) throw new require_errors.RefusedError("no-permission", `${forge ?? "GitHub"} lets no job open pull requests here. Allow it under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or open it yourself from ${head}.`);
				throw explainFailure(error, {
					doing: `open a pull request from ${head} to ${base}`,
					permission: "pull-requests: write",
					forge
				});
			}
		},
		async mergeWhenAllowed(number) {
			try {
				const { octokit, owner, repo } = await connection();
				const { data: pull } = await octokit.rest.pulls.get({
					owner,
					repo,
					pull_number: number
				});
				const { data: settings } = await octokit.rest.repos.get({
					owner,
					repo
				});
				const method = settings.allow_merge_commit !== false ? "MERGE" : settings.allow_squash_merge !== false ? "SQUASH" : "REBASE";
				await octokit.graphql(AUTO_MERGE, {
					id: pull.node_id,
					how: method
				});
			} catch (error) {
				throw explainFailure(error, {
					doing: `have pull request #${number} merged when its rules allow it`,
					permission: "contents: write",
					forge
				});
			}
		},
		async getPullRequest(number) {
			try {
				const { octokit, owner, repo } = await connection();
				return toPullRequest((await octokit.rest.pulls.get({
					owner,
					repo,
					pull_number: number
				})).data);
			} catch (error) {
				throw explainFailure(error, {
					doing: `read pull request #${number}`,
					permission: "pull-requests: read",
					forge
				});
			}
		},
		async findPullRequestOf(branch) {
			try {
				const { octokit, owner, repo } = await connection();
				const own = `${owner}/${repo}`.toLowerCase();
				const query = {
					owner,
					repo,
					head: `${owner}:${branch}`,
					state: "open",
					...pageSize(forge)
				};
				const found = [];
				for await (const listed of readPages$1((page) => octokit.rest.pulls.list({
					...query,
					page
				}))) {
					const pull = toPullRequest(listed);
					if (pull.state === "open" && pull.headRef === branch && pull.headRepository === own) found.push(pull);
				}
				return found.toSorted((a, b) => b.number - a.number)[0];
			} catch (error) {
				throw explainFailure(error, {
					doing: `look for the pull request of ${branch}`,
					permission: "pull-requests: read",
					forge
				});
			}
		},
		async mayPush() {
			try {
				const { octokit, owner, repo } = await connection();
				return (await octokit.rest.repos.get({
					owner,
					repo
				})).data.permissions?.push ?? null;
			} catch {
				return null;
			}
		},
		async canWrite(login) {
			if (login === "") return false;
			try {
				const { octokit, owner, repo } = await connection();
				const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
					owner,
					repo,
					username: login
				});
				return [
					"owner",
					"admin",
					"write"
				].includes(data.permission);
			} catch (error) {
				if (statusOf(error) === 403 && forge !== void 0 && forge !== "GitHub") return await isAmongWriters(await connection(), login);
				if (statusOf(error) === 404) return false;
				throw explainFailure(error, {
					...askingMayWrite(login),
					forge
				});
			}
		}
	};
}
async function isAmongWriters({ octokit, owner, repo, forge }, login) {
	const isSame = (a, b) => a.toLowerCase() === b.toLowerCase();
	try {
		const { data } = await octokit.rest.issues.listAssignees({
			owner,
			repo,
			...pageSize(forge)
		});
		if (data.some((user) => isSame(user.login, owner))) return data.some((user) => isSame(user.login, login));
	} catch (error) {
		if (statusOf(error) >= 500) throw explainFailure(error, {
			...askingMayWrite(login),
			forge
		});
	}
	throw new require_errors.RefusedError("no-permission", `Cannot ask whether ${login} may write: ${forge} tells that to administrators of the repository alone, and the token of a job is none. Give github-token the token of an administrator.`);
}
const PULL_REQUEST_ONLY = new Set([
	"pull_request",
	"merge_queue",
	"update"
]);
const AUTO_MERGE = `mutation($id: ID!, $how: PullRequestMergeMethod!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $id, mergeMethod: $how}) { clientMutationId }
}`;
async function rulesetOf({ octokit, owner, repo }, branch) {
	const { data } = await octokit.rest.repos.getBranchRules({
		owner,
		repo,
		branch,
		per_page: 100
	});
	return data.map(({ type }) => type ?? "");
}
function askingMayWrite(login) {
	return {
		doing: `ask whether ${login} may write`,
		permission: "contents: write"
	};
}
function toPullRequest(pull) {
	return {
		number: pull.number,
		headRef: pull.head.ref,
		headSha: pull.head.sha,
		headRepository: pull.head.repo?.full_name.toLowerCase() ?? null,
		baseRef: pull.base.ref,
		state: pull.state === "open" ? "open" : "closed"
	};
}
// src/github/comment.ts
const COMMENT_LIMIT_MS = 3e4;
const ACTIONS_LOGIN = "github-actions[bot]";
function createUpsertComment(access, limitMs = COMMENT_LIMIT_MS) {
	const connection = createConnection(access);
	return async (request) => {
		const signal = AbortSignal.timeout(limitMs);
		try {
			return await upsert({
				...await connection(),
				request: { signal }
			}, request);
		} catch (error) {
			throw explainFailure(error, {
				doing: `write the comment on pull request #${request.pullRequest}`,
				permission: "pull-requests: write",
				forge: access.forge
			});
		}
	};
}
async function upsert(connection, wanted) {
	const found = await findOwn(connection, wanted);
	if (found === void 0) return create(connection, wanted);
	if (sameText(found.body, wanted.body)) return {
		url: found.url,
		outcome: "unchanged"
	};
	const { octokit, owner, repo, request } = connection;
	try {
		const update = {
			owner,
			repo,
			comment_id: found.id,
			body: wanted.body,
			request
		};
		const { data } = await octokit.rest.issues.updateComment(update);
		return {
			url: data.html_url,
			outcome: "updated"
		};
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
		return create(connection, wanted);
	}
}
async function create({ octokit, owner, repo, request }, { pullRequest, body }) {
	const { data } = await octokit.rest.issues.createComment({
		owner,
		repo,
		issue_number: pullRequest,
		body,
		request
	});
	return {
		url: data.html_url,
		outcome: "created"
	};
}
async function findOwn(connection, { pullRequest, marker }) {
	const { octokit, owner, repo, request } = connection;
	let own;
	const comments = readPages$1((page) => octokit.rest.issues.listComments({
		owner,
		repo,
		issue_number: pullRequest,
		per_page: 100,
		page,
		request
	}));
	for await (const { id, html_url: url, body, user } of comments) {
		if (body?.startsWith(marker) !== true || user == null) continue;
		if (user.login === ACTIONS_LOGIN) return {
			id,
			url,
			body
		};
		own ??= readOwnLogin(connection);
		if (user.login === await own) return {
			id,
			url,
			body
		};
	}
}
async function readOwnLogin({ octokit, request }) {
	try {
		const { viewer } = await octokit.graphql("query { viewer { login } }", { request });
		return viewer.login;
	} catch (error) {
		throwIfDown(error);
	}
	try {
		return (await octokit.rest.users.getAuthenticated({ request })).data.login;
	} catch (error) {
		throwIfDown(error);
		return ACTIONS_LOGIN;
	}
}
function throwIfDown(error) {
	if (statusOf(error) >= 500) throw error;
}
function sameText(a, b) {
	const normal = (text) => text.replaceAll("\r\n", "\n").trimEnd();
	return normal(a) === normal(b);
}
function createCommentThread(access) {
	const connection = createConnection(access);
	const { forge } = access;
	return {
		async readOwn(pullRequest, marker) {
			const signal = AbortSignal.timeout(COMMENT_LIMIT_MS);
			try {
				return (await findOwn({
					...await connection(),
					request: { signal }
				}, {
					pullRequest,
					marker
				}))?.body ?? null;
			} catch (error) {
				throw explainFailure(error, {
					doing: `read the comments on pull request #${pullRequest}`,
					permission: "pull-requests: read",
					forge
				});
			}
		},
		async react(comment, content) {
			try {
				const { octokit, owner, repo } = await connection();
				await octokit.rest.reactions.createForIssueComment({
					owner,
					repo,
					comment_id: comment,
					content
				});
			} catch (error) {
				throw explainFailure(error, {
					doing: "react to the comment",
					permission: "pull-requests: write",
					forge
				});
			}
		}
	};
}
// src/github/run-proof.ts
const ATTEMPTS_AT_ONCE = 8;
function createRunProof(access, serverUrl) {
	const { forge = "GitHub" } = access;
	const connection = createConnection({
		...access,
		timeoutMs: 3e3
	});
	const answers = new Map();
	const ask = (run) => {
		const key = `${run.run_id} ${run.attempt}`;
		const known = answers.get(key);
		if (known !== void 0) return known;
		const answer = answers.size < ATTEMPTS_AT_ONCE ? askAbout(run, connection) : Promise.resolve(null);
		answers.set(key, answer);
		return answer;
	};
	return { async proveOver(run) {
		const page = `${serverUrl}/${access.repository}/actions/runs/${run.run_id}`;
		if (!(run.run_id !== null && /^[1-9]\d*$/.test(run.run_id) && run.url?.toLowerCase() === page.toLowerCase()) || run.attempt === null) return null;
		const attempt = await ask(run);
		if (attempt === null) return null;
		const name = `attempt ${run.attempt} of run ${run.run_id}`;
		if (attempt.isOver) return `${name} is over, as ${forge} says.`;
		const own = attempt.jobs.filter((job) => job.id === run.job_backend_id);
		const jobs = own.length > 0 ? own : attempt.jobs.filter((job) => run.runner != null && job.runner === run.runner);
		if (jobs.length === 0 || jobs.some((job) => !job.isOver)) return null;
		return `its job of ${name} is over, as ${forge} says.`;
	} };
}
async function askAbout(run, connection) {
	try {
		const it = await connection();
		try {
			return await askAboutAttempt(run, it);
		} catch (error) {
			return statusOf(error) === 404 ? await askAboutRun(run, it) : null;
		}
	} catch {
		return null;
	}
}
async function askAboutAttempt({ run_id, attempt }, it) {
	const { actions } = it.octokit.rest;
	const of = {
		owner: it.owner,
		repo: it.repo,
		run_id: Number(run_id),
		attempt_number: Number(attempt)
	};
	if ((await actions.getWorkflowRunAttempt(of)).data.status === "completed") return OVER;
	const { data } = await actions.listJobsForWorkflowRunAttempt({
		...of,
		...pageSize(it.forge)
	});
	return toAttempt(data, Number(attempt));
}
async function askAboutRun({ run_id, attempt }, it) {
	const { actions } = it.octokit.rest;
	const of = {
		owner: it.owner,
		repo: it.repo,
		run_id: Number(run_id)
	};
	if ((await actions.getWorkflowRun(of)).data.status === "completed") return OVER;
	const { data } = await actions.listJobsForWorkflowRun({
		...of,
		...pageSize(it.forge)
	});
	return toAttempt(data, Number(attempt));
}
const OVER = {
	isOver: true,
	jobs: []
};
function toAttempt(list, attempt) {
	if (list.jobs.length < list.total_count) return null;
	return {
		isOver: false,
		jobs: list.jobs.map((job) => ({
			id: String(job.id),
			runner: job.runner_name,
			isOver: job.status === "completed" || (job.run_attempt ?? attempt) > attempt
		}))
	};
}
// src/action/job.ts
function openJob(inputs, envAllow = null, env = process.env) {
	for (const token of [inputs.githubToken, inputs.pushToken]) if (token !== null) require_core.setSecret(token);
	const context = require_run_context.readRunContext(env, require_run_context.readEvent(env.GITHUB_EVENT_PATH));
	const temporaryDirectory = env.RUNNER_TEMP || (0, node_os.tmpdir)();
	const { apiUrl, repository } = context;
	const access = inputs.githubToken === null || apiUrl === null || repository === null ? null : {
		forge: require_open.forgeOf(env),
		apiUrl,
		repository,
		token: inputs.githubToken
	};
	return {
		env,
		context,
		workspace: (0, node_path.resolve)(env.GITHUB_WORKSPACE || "."),
		temporaryDirectory,
		projectId: inputs.projectId ?? repository?.toLowerCase() ?? "default",
		slug: inputs.projectId === null ? require_projects.DEFAULT_SLUG : require_projects.textToSlug(inputs.projectId),
		git: require_open.openGit({
			credentials: {
				pushToken: inputs.pushToken,
				fallbackToken: inputs.githubToken,
				serverUrl: context.serverUrl
			},
			temporaryDirectory,
			markKey: require_run_state.jobKey(env),
			isGiven: require_step_options.givenVariables(envAllow, env)
		}),
		key: require_run_state.jobKey(env),
		access,
		codeHost: access === null ? null : createCodeHost(access),
		upsertComment: access === null ? null : createUpsertComment(access),
		thread: access === null ? null : createCommentThread(access),
		proofs: [require_process_info.processProof, ...access === null || context.serverUrl === null ? [] : [createRunProof(access, context.serverUrl)]]
	};
}
const QUESTION_MS = 1e4;
async function completeContext({ context, codeHost }, limitMs = QUESTION_MS) {
	const number = context.run.pull_request?.number;
	if (number === void 0 || codeHost === null || !require_workplace.needsPullRequestHead(context)) return context;
	try {
		const found = await require_within.waitWithin(codeHost.getPullRequest(number), limitMs, `The head of pull request #${number}`);
		return require_workplace.withPullRequest(context, found);
	} catch (error) {
		if (!(error instanceof require_errors.StoreError)) throw error;
		require_run_state.actionLog.warn(`The record will not say whose branch pull request #${number} is: ${error.message}`);
		return context;
	}
}
async function checkMayWrite({ context, codeHost }, what, limitMs = QUESTION_MS) {
	if (!require_workplace.needsWriteCheck(context)) return;
	const { event } = context.run;
	const { initiator } = context;
	if (codeHost === null || initiator === null) throw new require_errors.InputError("bad-input", `Under ${event} only somebody with write access may ${what}, and without "github-token" nobody can be asked who has it. Give the input github-token.`);
	if (await require_within.waitWithin(codeHost.canWrite(initiator), limitMs, `Whether ${initiator} may ${what}`)) return;
	throw new require_errors.RefusedError("no-permission", `Under ${event} only somebody with write access may ${what}, and ${initiator} has none. Ask somebody who has to start this run.`);
}
// src/action/outputs.ts
function stepOutputs(step, facts) {
	const usage = step.tokenUsage;
	const share = require_usage_totals.cacheShare(usage);
	return {
		"step-id": text(step.id),
		"step-uid": step.uid,
		"parent-step-id": text(step.parentStepId),
		status: step.status,
		branch: text(step.branch),
		"commit-sha-before": text(step.commitShaBefore),
		"commit-sha-after": text(step.commitShaAfter),
		changed: step.commitShaAfter === null ? "" : String(step.commitShaAfter !== step.commitShaBefore),
		pushed: text(step.pushed),
		"pin-ref": text(step.pinRef),
		"exit-code": text(step.exitCode),
		"check-exit-code": text(step.check?.exit_code),
		"duration-ms": text(step.durationMs),
		"input-tokens": text(usage?.input_tokens),
		"cache-read-tokens": text(usage?.cache_read_tokens),
		"cache-write-tokens": text(usage?.cache_write_tokens),
		"output-tokens": text(usage?.output_tokens),
		"reasoning-tokens": text(usage?.reasoning_tokens),
		"total-tokens": text(usage?.total_tokens),
		"cache-share": text(share === null ? null : Number(share.toFixed(4))),
		"cost-usd": text(usage?.cost),
		"cost-estimated": usage === null || usage.cost === null ? "" : String(usage.cost_estimated === true),
		"usage-state": text(usage?.state),
		"token-usage": usage === null ? "" : JSON.stringify(usage),
		step: JSON.stringify(require_step.stepToJson(step)),
		"steps-db": text(facts.stepsDb),
		"log-file": text(facts.logFile),
		recorded: String(facts.recorded)
	};
}
function totalOutputs(totals) {
	return {
		"branch-total-tokens": text(totals.branch?.totalTokens),
		"branch-cost-usd": text(totals.branch?.costUsd),
		"project-total-tokens": text(totals.project?.totalTokens),
		"project-cost-usd": text(totals.project?.costUsd)
	};
}
function rollbackOutputs(facts, stepsOutput) {
	return {
		"rollback-id": facts.rollback === null ? "" : require_rollback.rollbackName(facts.rollback),
		branch: facts.branch,
		"from-sha": facts.fromSha,
		"to-sha": facts.toSha,
		"pin-ref": text(facts.pinRef),
		[stepsOutput]: JSON.stringify(facts.steps),
		recorded: text(facts.recorded),
		"pull-request-url": text(facts.pullRequestUrl)
	};
}
function reportOutputs({ total }, page) {
	const share = ({ share }) => text(share === null ? null : Number(share.toFixed(4)));
	return {
		"report-path": text(page?.path),
		"artifact-url": text(page?.artifactUrl),
		"success-rate": share(total.success),
		"rollback-rate": share(total.rollback),
		"cost-usd": text(total.usage.costUsd)
	};
}
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) require_core.setOutput(name, value);
}
function text(value) {
	return value === null || value === void 0 ? "" : String(value);
}
// src/github/actions-index.ts
const PAGE_SIZE = 100;
const REQUEST_LIMIT_MS = 8e3;
function createActionsIndex({ token, ...access }) {
	const connection = token === null ? null : createConnection({
		...access,
		token,
		timeoutMs: REQUEST_LIMIT_MS
	});
	const [owner = "", repo = ""] = access.repository.split("/");
	const ask = async (what, run) => {
		if (connection === null) throw new require_errors.StoreError("unreadable", `Without a token GitHub does not say ${what}. Set the input github-token.`);
		try {
			return await run((await connection()).octokit.rest.actions);
		} catch (error) {
			throw explain(error, what);
		}
	};
	const inPages = {
		owner,
		repo,
		per_page: PAGE_SIZE
	};
	return {
		artifactsNamed: (name) => ask(`which artifacts are named ${name}`, (actions) => readPages(async (page) => toArtifactPage((await actions.listArtifactsForRepo({
			...inPages,
			name,
			page
		})).data), (it) => it.id)).then(newestFirst),
		artifactsOfRun: (runId) => ask(`which artifacts run ${runId} has`, (actions) => orNullIfGone(readPages(async (page) => toArtifactPage((await actions.listWorkflowRunArtifacts({
			...inPages,
			run_id: runId,
			page
		})).data), (it) => it.id))).then((all) => all && newestFirst(all)),
		isRunCompleted: (runId) => ask(`whether run ${runId} is over`, (actions) => orNullIfGone(actions.getWorkflowRun({
			owner,
			repo,
			run_id: runId
		}).then(({ data }) => data.status === "completed"))),
		cachesWithPrefix: (prefix) => ask(`which caches begin with ${prefix}`, (actions) => readPages(async (page) => {
			const { data } = await actions.getActionsCacheList({
				...inPages,
				key: prefix,
				page
			});
			return {
				total: data.total_count,
				items: data.actions_caches.map(toListedCache)
			};
		}, cacheIdentity))
	};
}
async function readPages(read, identify, again = true) {
	const first = await read(1);
	const count = Math.ceil(first.total / PAGE_SIZE);
	const others = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, index) => read(index + 2)));
	const items = new Map([first, ...others].flatMap((page) => page.items.map((item) => [identify(item), item])));
	if (items.size >= first.total) return [...items.values()];
	if (again) return readPages(read, identify, false);
	throw new require_errors.StoreError("unreadable", `GitHub says there are ${first.total} and lists ${items.size}.`);
}
function toArtifactPage(data) {
	return {
		total: data.total_count,
		items: data.artifacts.map(toListedArtifact)
	};
}
function toListedArtifact(artifact) {
	const run = artifact.workflow_run;
	return {
		id: artifact.id,
		name: artifact.name,
		sizeInBytes: artifact.size_in_bytes,
		expired: artifact.expired,
		createdAt: artifact.created_at ?? "",
		digest: artifact.digest ?? null,
		runId: run?.id ?? 0,
		ownRun: isOwnRun(run)
	};
}
function isOwnRun(run) {
	if (run?.id === void 0 || run.repository_id === void 0) return false;
	return run.head_repository_id === void 0 ? null : run.head_repository_id === run.repository_id;
}
function toListedCache(cache) {
	return {
		key: cache.key ?? "",
		ref: cache.ref ?? "",
		createdAt: cache.created_at ?? ""
	};
}
function cacheIdentity({ ref, key, createdAt }) {
	return `${ref} ${key} ${createdAt}`;
}
function newestFirst(artifacts) {
	return artifacts.toSorted((a, b) => b.id - a.id);
}
async function orNullIfGone(answer) {
	try {
		return await answer;
	} catch (error) {
		if (statusOf(error) === 404) return null;
		throw error;
	}
}
function explain(error, what) {
	if (error instanceof require_errors.StoreError || error instanceof require_errors.InputError) return error;
	const status = statusOf(error);
	const message = (error instanceof Error ? error.message : String(error)).replace(/ - https:\/\/\S+$/, "");
	const answer = wasAnswered(error) ? `${status}, ${message}` : `no answer came: ${message}`;
	const advice = status === 403 && /not accessible/i.test(message) ? "Give the job \"permissions: actions: read\"." : ADVICE[status] ?? "The next run tries again.";
	return new require_errors.StoreError("unreadable", `GitHub did not say ${what} (${answer}). ${advice}`);
}
const ADVICE = {
	401: "Look at the input github-token.",
	404: "Look at whether the token may see the repository."
};
// src/stores/artifact/keep-file.ts
async function keepAsArtifact(options, uid, file) {
	const name = `laforge.${/\.(beside|bundle|files)(\.bundle|\.tar\.gz)?$/.exec(file)?.[1] ?? "record"}-${uid}`;
	await upload(options, {
		name,
		file,
		asItIs: false
	});
	return `artifact ${name} of this run`;
}
async function keepPage(options, file) {
	return await upload(options, {
		name: (0, node_path.basename)(file),
		file,
		asItIs: require_open.forgeOf(options.env) === "GitHub"
	});
}
async function upload(options, { name, file, asItIs }) {
	const folder = (0, node_path.dirname)(file);
	const client = require_store_deps.startClient(options, {
		client: "artifact",
		folder,
		variables: variablesToUpload(options.env)
	});
	try {
		const { retentionDays } = options;
		const { answer } = await client.call({
			kind: "upload-artifact",
			name,
			folder,
			files: [file],
			retentionDays,
			asItIs
		}, require_store_deps.TIME_LIMITS.publishMs);
		if (answer === null) throw new require_errors.StoreError("unavailable", `GitHub did not say as what it saved ${name}.`);
		return answer;
	} finally {
		await client.stop();
	}
}
function variablesToUpload(env) {
	const variables = require_names.clientVariables(env);
	return require_open.forgeOf(env) === "GitHub" ? variables : {
		...variables,
		GITHUB_SERVER_URL: "https://github.com"
	};
}
// src/action/history-store.ts
const CLIENT_SCRIPT = (0, node_path.join)((0, node_path.dirname)((0, node_url.fileURLToPath)(require("url").pathToFileURL(__filename).href)), "..", "store-client.js");
async function openActionStore(inputs, job, request) {
	const { folder, uid, withoutHistory = false, create = true, maskSecret = require_core.setSecret } = request;
	const client = clientOptions(job.env, maskSecret);
	const project = require_projects.findProject(job.projectId, job.env, "Input \"project-id\"");
	const path = chooseLedger(inputs, job, project);
	const { apiUrl, repository } = job.context;
	const store = withoutHistory ? require_create_store.createPassingStore(inputs.store, (0, node_path.join)(folder, "steps.db")) : await require_create_store.createProjectStore({
		name: inputs.store,
		project,
		slug: job.slug,
		path,
		create,
		env: job.env,
		startTime: request.startTime,
		repository: request.repository,
		folder: (0, node_path.join)(folder, "history"),
		database: chooseDatabase(inputs, job),
		repositoryName: nameAtHost(job),
		job: {
			...client,
			index: createActionsIndex({
				apiUrl: apiUrl ?? "",
				repository: repository ?? "",
				token: inputs.githubToken
			}),
			token: inputs.githubToken,
			retentionDays: inputs.retentionDays,
			readableRefs: readableRefs(job)
		}
	});
	return {
		...store,
		open: () => openNamed(store, inputs),
		privatePaths: inputs.store === "file" ? [(0, node_path.dirname)(path) === job.workspace ? path : (0, node_path.dirname)(path)] : [],
		keepFile: (file) => keepBundle(file, {
			client,
			inputs,
			job,
			uid
		}),
		keepRecord: (publication) => keepRecord(publication, {
			client,
			inputs,
			job,
			uid
		}),
		fallback: (reason) => {
			const file = (0, node_path.join)(folder, "record.json");
			return require_fragment_history.createFragmentHistory({
				condition: {
					kind: "unreadable",
					reason
				},
				file,
				publish: async () => ({
					kind: "kept",
					where: file,
					reason
				})
			});
		}
	};
}
function chooseDatabase({ storeUrl }, { env }) {
	if (storeUrl !== null) return {
		url: storeUrl,
		what: "Input \"store-url\""
	};
	const url = env[require_open.DATABASE_VARIABLE];
	return url ? {
		url,
		what: require_open.DATABASE_VARIABLE
	} : null;
}
function nameAtHost({ context: { serverUrl, repository } }) {
	if (serverUrl === null || repository === null) return null;
	return `${new URL(serverUrl).host}/${repository}`.toLowerCase();
}
function clientOptions(env, maskSecret = require_core.setSecret) {
	return {
		script: CLIENT_SCRIPT,
		env,
		maskSecret
	};
}
async function openNamed(store, { storePath }) {
	try {
		return await store.open();
	} catch (error) {
		if (store.name !== "file" || storePath === null) throw error;
		const message = `Input "store-path" is ${require_identity.quote(storePath)}, which cannot be used: ${require_errors.describeError(error)}`;
		throw new require_errors.InputError("bad-input", message, { cause: error });
	}
}
async function openToRead(store, warn) {
	const history = await store.open();
	if (history.condition.kind === "unreadable") {
		await history.close();
		throw new require_errors.StoreError("unreadable", `The history could not be read: ${history.condition.reason}`);
	}
	for (const message of history.warnings) warn(message);
	return history;
}
function chooseLedger(inputs, job, project) {
	if (inputs.storePath !== null) return (0, node_path.resolve)(job.workspace, inputs.storePath);
	if (inputs.store === "file") require_folders.makeFolder(project.folder);
	return require_projects.ledgerPath(project);
}
function readableRefs({ context }) {
	const base = context.run.pull_request?.base_ref ?? null;
	return [
		...context.ref === null ? [] : [context.ref],
		...context.defaultBranch === null ? [] : [require_open.branchRef(context.defaultBranch)],
		...base === null ? [] : [require_open.branchRef(base)]
	];
}
async function keepBundle(file, { client, inputs, job, uid }) {
	try {
		return await keepAsArtifact({
			...client,
			retentionDays: inputs.retentionDays
		}, uid, file);
	} catch (error) {
		if (job.env.RUNNER_ENVIRONMENT === "github-hosted") throw error;
		return keepOnDisk(file, {
			job,
			uid
		}, require_errors.describeError(error));
	}
}
async function keepRecord(publication, { client, inputs, job, uid }) {
	if (require_open.isStored(publication)) return publication;
	const isHosted = job.env.RUNNER_ENVIRONMENT === "github-hosted";
	if (publication.kind === "waiting" && !isHosted) return publication;
	const { where: file, reason } = publication;
	const passing = {
		kind: "kept",
		where: `${file}, until this job ends`,
		reason
	};
	const isTried = inputs.store === "artifact";
	if (isTried && isHosted) return passing;
	try {
		return {
			kind: "kept",
			where: isTried ? keepOnDisk(file, {
				job,
				uid
			}, reason) : await keepBundle(file, {
				client,
				inputs,
				job,
				uid
			}),
			reason
		};
	} catch {
		return passing;
	}
}
function keepOnDisk(file, { job, uid }, notTaken) {
	try {
		const project = require_projects.findProject(job.projectId, job.env, "Input \"project-id\"");
		const name = (0, node_path.basename)(file);
		const kept = (0, node_path.join)((0, node_path.dirname)(require_projects.stepLogFile(project, uid)), name.startsWith(uid) ? name : `${uid}.${name}`);
		(0, node_fs.mkdirSync)((0, node_path.dirname)(kept), { recursive: true });
		(0, node_fs.copyFileSync)(file, kept);
		return `${kept} on this runner, as long as its disk lasts`;
	} catch (error) {
		throw new require_errors.StoreError("unwritable", `${notTaken} Nor does the disk of the runner take it: ${require_errors.describeError(error)}`, { cause: error });
	}
}
Object.defineProperty(exports, "QUESTION_MS", {
	enumerable: true,
	get: function() {
		return QUESTION_MS;
	}
});
Object.defineProperty(exports, "checkMayWrite", {
	enumerable: true,
	get: function() {
		return checkMayWrite;
	}
});
Object.defineProperty(exports, "clientOptions", {
	enumerable: true,
	get: function() {
		return clientOptions;
	}
});
Object.defineProperty(exports, "completeContext", {
	enumerable: true,
	get: function() {
		return completeContext;
	}
});
Object.defineProperty(exports, "createCodeHost", {
	enumerable: true,
	get: function() {
		return createCodeHost;
	}
});
Object.defineProperty(exports, "createConnection", {
	enumerable: true,
	get: function() {
		return createConnection;
	}
});
Object.defineProperty(exports, "explainFailure", {
	enumerable: true,
	get: function() {
		return explainFailure;
	}
});
Object.defineProperty(exports, "keepPage", {
	enumerable: true,
	get: function() {
		return keepPage;
	}
});
Object.defineProperty(exports, "openActionStore", {
	enumerable: true,
	get: function() {
		return openActionStore;
	}
});
Object.defineProperty(exports, "openJob", {
	enumerable: true,
	get: function() {
		return openJob;
	}
});
Object.defineProperty(exports, "openToRead", {
	enumerable: true,
	get: function() {
		return openToRead;
	}
});
Object.defineProperty(exports, "readBisectInputs", {
	enumerable: true,
	get: function() {
		return readBisectInputs;
	}
});
Object.defineProperty(exports, "readCommandInputs", {
	enumerable: true,
	get: function() {
		return readCommandInputs;
	}
});
Object.defineProperty(exports, "readCommonInputs", {
	enumerable: true,
	get: function() {
		return readCommonInputs;
	}
});
Object.defineProperty(exports, "readCompareInputs", {
	enumerable: true,
	get: function() {
		return readCompareInputs;
	}
});
Object.defineProperty(exports, "readReplayInputs", {
	enumerable: true,
	get: function() {
		return readReplayInputs;
	}
});
Object.defineProperty(exports, "readReportInputs", {
	enumerable: true,
	get: function() {
		return readReportInputs;
	}
});
Object.defineProperty(exports, "readRollbackInputs", {
	enumerable: true,
	get: function() {
		return readRollbackInputs;
	}
});
Object.defineProperty(exports, "readStepInputs", {
	enumerable: true,
	get: function() {
		return readStepInputs;
	}
});
Object.defineProperty(exports, "readStepInputsLate", {
	enumerable: true,
	get: function() {
		return readStepInputsLate;
	}
});
Object.defineProperty(exports, "readTemplateNames", {
	enumerable: true,
	get: function() {
		return readTemplateNames;
	}
});
Object.defineProperty(exports, "readUndoInputs", {
	enumerable: true,
	get: function() {
		return readUndoInputs;
	}
});
Object.defineProperty(exports, "reportOutputs", {
	enumerable: true,
	get: function() {
		return reportOutputs;
	}
});
Object.defineProperty(exports, "rollbackOutputs", {
	enumerable: true,
	get: function() {
		return rollbackOutputs;
	}
});
Object.defineProperty(exports, "setOutputs", {
	enumerable: true,
	get: function() {
		return setOutputs;
	}
});
Object.defineProperty(exports, "statusOf", {
	enumerable: true,
	get: function() {
		return statusOf;
	}
});
Object.defineProperty(exports, "stepOutputs", {
	enumerable: true,
	get: function() {
		return stepOutputs;
	}
});
Object.defineProperty(exports, "summary", {
	enumerable: true,
	get: function() {
		return summary;
	}
});
Object.defineProperty(exports, "totalOutputs", {
	enumerable: true,
	get: function() {
		return totalOutputs;
	}
});
