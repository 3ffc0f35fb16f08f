const require_core = require("./core.js");
const require_errors = require("./errors.js");
const require_run_state = require("./run-state.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_budget = require("./budget.js");
const require_rollback = require("./rollback.js");
const require_step_options = require("./step-options.js");
const require_github_services = require("./github-services.js");
const require_usage_totals = require("./usage-totals.js");
const require_create_store = require("./create-store.js");
const require_projects = require("./projects.js");
const require_fragment_history = require("./fragment-history.js");
const require_wait_within = require("./wait-within.js");
const require_time_limits = require("./time-limits.js");
const require_client_variables = require("./client-variables.js");
const require_process_info = require("./process-info.js");
const require_escape = require("./escape.js");
const require_figures = require("./figures.js");
const require_format = require("./format.js");
const require_history_view = require("./history-view.js");
const require_asked = require("./asked.js");
const require_left_out = require("./left-out.js");
let fs = require("fs");
let os = require("os");
let node_url = require("node:url");
let node_fs = require("node:fs");
let node_path = require("node:path");
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
// src/domain/workplace.ts
const PULL_REQUEST_BRANCH = "pull-request";
const ANYBODYS = /^(?:issue.*|discussion.*|pull_request_(?:target|comment)|workflow_run|watch|fork|gollum|wiki|check_(?:run|suite)|status)$/;
const REVIEWS = /^pull_request_(?:review.*|approved|rejected)$/;
const FORK_EVENTS = /^pull_request(?!_target$|_comment$)/;
function needsWriteCheck(context) {
	const { event } = context.run;
	return isAnybodys(event) || event !== null && REVIEWS.test(event) && !isForkRun(context);
}
function isAnybodys(event) {
	return event !== null && ANYBODYS.test(event);
}
function isForkRun(context) {
	const { event, pull_request: pullRequest } = context.run;
	if (event === null || pullRequest === null || !FORK_EVENTS.test(event)) return false;
	return !isHeadIn(pullRequest, context.repository);
}
function needsPullRequestHead(context) {
	return context.run.pull_request !== null && context.run.pull_request.head_ref === null;
}
function headBranch(pullRequest, repository) {
	const { head_ref: headRef, head_repository: headRepository } = pullRequest;
	if (headRef === null || isHeadIn(pullRequest, repository)) return headRef;
	return `${headRepository?.split("/")[0] ?? "unknown"}:${headRef}`;
}
function withPullRequest(context, found) {
	const pullRequest = {
		number: found.number,
		head_ref: found.headRef,
		head_sha: found.headSha,
		head_repository: found.headRepository,
		base_ref: found.baseRef,
		merge_sha: context.run.pull_request?.merge_sha ?? null
	};
	return {
		...context,
		run: {
			...context.run,
			pull_request: pullRequest
		}
	};
}
function decideWorkplace(request) {
	const { context, head, requestedBranch, push } = request;
	if (requestedBranch === PULL_REQUEST_BRANCH) return pullRequestHead(request);
	if (requestedBranch !== null) return go(requestedBranch, requestedBranch);
	const stay = go(null, head.branch ?? detachedBranch(request));
	if (push === "none") return stay;
	const reason = head.branch === null ? wrongDetached(context, head) : wrongBranch(request, head.branch);
	if (reason !== null) return refused$1(reason, request);
	const warning = head.branch === null ? detachedWarning(request) : null;
	return warning === null ? stay : {
		...stay,
		warnings: [warning]
	};
}
function pullRequestHead(request) {
	const { pull_request: pullRequest, event } = request.context.run;
	const said = `Input "branch" is "${PULL_REQUEST_BRANCH}", but`;
	if (pullRequest === null) return {
		kind: "refused",
		message: `${said} ${event === null ? "this run" : `this run (${event})`} belongs to no pull request. Name a branch instead.`
	};
	const { number, head_ref: headRef, head_repository: repository } = pullRequest;
	if (headRef === null) return {
		kind: "refused",
		message: `${said} the head of pull request #${number} is not known. Name the branch instead.`
	};
	if (!isOwnHead(request, pullRequest)) return {
		kind: "refused",
		message: `${said} the head of pull request #${number} is in ${repository === null ? "a fork that is gone" : `the fork ${require_identity.quote(repository)}`}, which this run cannot push to. Check it out with "ref: refs/pull/${number}/head" and write "push: none".`
	};
	return go(headRef, headRef);
}
function wrongBranch(request, branch) {
	const { context } = request;
	const { pull_request: pullRequest, event } = context.run;
	const isHead = pullRequest !== null && pullRequest.head_ref === branch && isOwnHead(request, pullRequest);
	if (pullRequest !== null && !isHead) {
		const head = pullRequest.head_ref === null ? "" : `, whose head is ${require_identity.quote(headName(request, pullRequest))}`;
		return `this run belongs to pull request #${pullRequest.number}${head}, but ${require_identity.quote(branch)} is checked out`;
	}
	const isDefault = branch === (context.defaultBranch ?? context.refName);
	return isAnybodys(event) && isDefault ? `under ${event} the default branch ${require_identity.quote(branch)} is checked out` : null;
}
function wrongDetached({ run, sha }, head) {
	return isAnybodys(run.event) && head.sha !== null && head.sha === sha && head.sha !== run.pull_request?.head_sha ? `under ${run.event} the default branch is checked out, by its commit` : null;
}
function refused$1(reason, request) {
	const { pull_request: pullRequest } = request.context.run;
	const named = request.head.branch === null ? "\"branch: NAME\"" : `"branch: ${request.head.branch}" if that is meant`;
	return {
		kind: "refused",
		message: `The agent was not started: ${reason}, and its work would be pushed there. Write ${pullRequest !== null && (pullRequest.head_ref === null || isOwnHead(request, pullRequest)) ? `"branch: ${PULL_REQUEST_BRANCH}" to work on the pull request, ${named}` : `"branch: NAME" with the branch to work on, new or not`}, or "push: none".`
	};
}
function detachedBranch(request) {
	const { pull_request: pullRequest } = request.context.run;
	return pullRequest === null || pullRequest.head_ref === null ? null : headName(request, pullRequest);
}
function headName({ context, remoteRepository }, pullRequest) {
	return headBranch(pullRequest, remoteRepository ?? context.repository) ?? "";
}
function detachedWarning(request) {
	const { context } = request;
	const { pull_request: pullRequest, event } = context.run;
	if (isForkRun(context)) return null;
	if (pullRequest === null || pullRequest.head_ref === null) return "HEAD is detached and stands for no branch, so the work will be pinned, not pushed. Check out a branch, or write \"branch: NAME\".";
	if (!isOwnHead(request, pullRequest)) return `The head of pull request #${pullRequest.number} is in a fork, so the work will be pinned, not pushed.`;
	const what = isMergeRef(context.ref) ? `the merge of pull request #${pullRequest.number}` : "detached";
	const ref = event === "pull_request" || event === "pull_request_target" ? `"with: ref: \${{ github.head_ref }}" at actions/checkout` : `"branch: ${PULL_REQUEST_BRANCH}"`;
	return `HEAD is ${what}, so the work will be pinned, not pushed to ${require_identity.quote(pullRequest.head_ref)}. To have it pushed, write ${ref}.`;
}
function isMergeRef(ref) {
	return ref !== null && /^refs\/pull\/\d+\/merge$/.test(ref);
}
function isOwnHead({ context, remoteRepository }, pullRequest) {
	return isHeadIn(pullRequest, remoteRepository ?? context.repository);
}
function isHeadIn(pullRequest, repository) {
	return repository !== null && pullRequest.head_repository?.toLowerCase() === repository.toLowerCase();
}
function go(switchTo, branchToRecord) {
	return {
		kind: "go",
		switchTo,
		branchToRecord,
		warnings: []
	};
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
		artifactsNamed: (name) => ask(`which artifacts are named ${name}`, (actions) => readPages$1(async (page) => toArtifactPage((await actions.listArtifactsForRepo({
			...inPages,
			name,
			page
		})).data), (it) => it.id)).then(newestFirst),
		artifactsOfRun: (runId) => ask(`which artifacts run ${runId} has`, (actions) => orNullIfGone(readPages$1(async (page) => toArtifactPage((await actions.listWorkflowRunArtifacts({
			...inPages,
			run_id: runId,
			page
		})).data), (it) => it.id))).then((all) => all && newestFirst(all)),
		isRunCompleted: (runId) => ask(`whether run ${runId} is over`, (actions) => orNullIfGone(actions.getWorkflowRun({
			owner,
			repo,
			run_id: runId
		}).then(({ data }) => data.status === "completed"))),
		cachesWithPrefix: (prefix) => ask(`which caches begin with ${prefix}`, (actions) => readPages$1(async (page) => {
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
async function readPages$1(read, identify, again = true) {
	const first = await read(1);
	const count = Math.ceil(first.total / PAGE_SIZE);
	const others = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, index) => read(index + 2)));
	const items = new Map([first, ...others].flatMap((page) => page.items.map((item) => [identify(item), item])));
	if (items.size >= first.total) return [...items.values()];
	if (again) return readPages$1(read, identify, false);
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
	const folder = (0, node_path.dirname)(file);
	const name = `laforge.${file.endsWith(".bundle") ? "bundle" : "record"}-${uid}`;
	const client = require_github_services.startClient(options, {
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
			retentionDays
		}, require_time_limits.TIME_LIMITS.publishMs);
		if (answer === null) throw new require_errors.StoreError("unavailable", `GitHub did not say as what it saved ${name}.`);
		return `artifact ${name} of this run`;
	} finally {
		await client.stop();
	}
}
function variablesToUpload(env) {
	const variables = require_client_variables.clientVariables(env);
	return require_github_services.forgeOf(env) === "GitHub" ? variables : {
		...variables,
		GITHUB_SERVER_URL: "https://github.com"
	};
}
// src/action/keep-where-it-lasts.ts
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
// src/action/history-store.ts
const CLIENT_SCRIPT = (0, node_path.join)((0, node_path.dirname)((0, node_url.fileURLToPath)(require("url").pathToFileURL(__filename).href)), "..", "store-client.js");
async function openActionStore(inputs, job, request) {
	const { folder, uid, withoutHistory = false, create = true, maskSecret = require_core.setSecret } = request;
	const client = {
		script: CLIENT_SCRIPT,
		env: job.env,
		maskSecret
	};
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
async function openStoreRepository(inputs, job, directory) {
	return inputs.store === "git" ? await job.git.open(directory) : null;
}
function chooseLedger(inputs, job, project) {
	if (inputs.storePath !== null) return (0, node_path.resolve)(job.workspace, inputs.storePath);
	if (inputs.store === "file") require_projects.makeFolder(project.folder);
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
// src/action/inputs.ts
function readStepInputs() {
	const shell = () => require_step_options.parseShell(text$1("shell") ?? "bash", nameOf("shell"));
	const directory = (0, node_path.resolve)(process.env.GITHUB_WORKSPACE || ".", text$1("working-directory") ?? ".");
	const command = () => {
		const script = text$1("run");
		if (script !== null) return {
			kind: "script",
			text: script,
			shell: shell()
		};
		throw new require_errors.InputError("bad-input", "Input \"run\" is missing. Give it the shell script that runs the agent.");
	};
	return require_open.readAll({
		...COMMON,
		options: () => require_step_options.readStepOptions({
			text: text$1,
			nameOf,
			command,
			shell,
			directory,
			folder: directory,
			usualPush: "auto"
		}),
		comment: () => word("comment", ["auto", "none"], "auto")
	});
}
function readRollbackInputs() {
	const to = text$1("to-step");
	const before = text$1("before-step");
	return require_open.readAll({
		...COMMON,
		mode: () => to === null ? "before" : "to",
		step: () => {
			if (to !== null && before === null) return require_identity.parseStepRef(to, "Input \"to-step\"");
			if (to === null && before !== null) return require_identity.parseStepRef(before, "Input \"before-step\"");
			throw new require_errors.InputError("bad-input", `${to === null ? "Neither \"to-step\" nor \"before-step\" is given" : "Both \"to-step\" and \"before-step\" are given"}. Give exactly one: to-step keeps that step, before-step undoes it too.`);
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
		rollback: () => {
			const rollback = text$1("rollback-id");
			return rollback === null ? null : require_identity.parseRollbackRef(rollback, "Input \"rollback-id\"");
		},
		branch,
		reason: () => text$1("reason"),
		dryRun: () => flag("dry-run")
	});
}
function readReportInputs() {
	return require_open.readAll({
		...COMMON,
		pullRequest: () => wholeNumber("pull-request"),
		comment: () => word("comment", ["auto", "none"], "auto")
	});
}
const COMMON = {
	projectId: () => {
		const projectId = text$1("project-id");
		if (projectId !== null) require_projects.checkProjectId(projectId, "Input \"project-id\"");
		return projectId;
	},
	store: () => word("store", require_open.STORE_NAMES, require_github_services.defaultStore(process.env).name),
	storeNotice: () => text$1("store") === null ? require_github_services.defaultStore(process.env).notice : null,
	storePath: () => text$1("store-path"),
	retentionDays: () => wholeNumber("retention-days"),
	githubToken: () => text$1("github-token"),
	pushToken: () => text$1("push-token")
};
function text$1(name) {
	const value = require_core.getInput(name);
	return value === "" ? null : value;
}
function branch() {
	const name = text$1("branch");
	return name === null ? null : require_open.parseBranch(name, "Input \"branch\"");
}
function word(name, words, usual) {
	const value = text$1(name);
	return value === null ? usual : require_open.parseWord(value, words, nameOf(name));
}
function flag(name) {
	const value = text$1(name);
	return value !== null && require_open.parseFlag(value, nameOf(name));
}
function wholeNumber(name) {
	const value = text$1(name);
	return value === null ? null : require_open.parseWholeNumber(value, nameOf(name));
}
function nameOf(name) {
	return `Input "${name}"`;
}
function pageSize(forge = "GitHub") {
	return {
		per_page: 100,
		...forge === "GitHub" ? {} : { limit: 100 }
	};
}
async function* readPages(read) {
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
// src/github/request-failure.ts
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
	return {
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
				for await (const listed of readPages((page) => octokit.rest.pulls.list({
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
	const comments = readPages((page) => octokit.rest.issues.listComments({
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
// src/github/run-event.ts
const LONGEST_TEXT = 1e3;
function parseEvent(json) {
	const event = json === null ? null : parseJson(json);
	const run = part(event, "workflow_run");
	const listed = part(run, "pull_requests");
	const pullRequests = (Array.isArray(listed) ? listed : []).map(readPullRequest$1);
	const isComment = isObject(part(event, "issue", "pull_request"));
	return {
		defaultBranch: readText(event, "repository", "default_branch"),
		pullRequest: readPullRequest$1(part(event, "pull_request")),
		commentedOn: isComment ? readNumber(event, "issue", "number") : null,
		mergeGroupRef: readText(event, "merge_group", "head_ref"),
		before: {
			actor: readText(run, "actor", "login"),
			headRepository: readText(run, "head_repository", "full_name")?.toLowerCase() ?? null,
			pullRequests: pullRequests.every((one) => one !== null) ? pullRequests : []
		}
	};
}
function parseJson(json) {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}
function part(value, ...path) {
	return path.reduce((at, key) => isObject(at) ? at[key] : void 0, value);
}
function readPullRequest$1(value) {
	const number = readNumber(value, "number");
	if (number === null) return null;
	return {
		number,
		head_ref: readText(value, "head", "ref"),
		head_sha: readSha(value, "head", "sha"),
		head_repository: readText(value, "head", "repo", "full_name")?.toLowerCase() ?? null,
		base_ref: readText(value, "base", "ref"),
		merge_sha: readSha(value, "merge_commit_sha")
	};
}
function readText(value, ...path) {
	const text = part(value, ...path);
	return typeof text === "string" && text !== "" && text.length <= LONGEST_TEXT ? text : null;
}
function readSha(value, ...path) {
	const sha = readText(value, ...path);
	return sha !== null && require_identity.isSha(sha) ? sha : null;
}
function readNumber(value, ...path) {
	const number = part(value, ...path);
	return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/github/run-context.ts
function readRunContext(env, eventJson) {
	const get = (name) => env[name]?.trim() || null;
	if (get("GITHUB_ACTIONS") !== "true" && get("GITHUB_RUN_ID") === null) return OUTSIDE_CI;
	const event = parseEvent(eventJson);
	const names = {
		server: get("GITHUB_SERVER_URL")?.replace(/\/+$/, "") ?? null,
		repository: readRepository(get("GITHUB_REPOSITORY")),
		ref: get("GITHUB_REF"),
		sha: get("GITHUB_SHA"),
		runId: get("GITHUB_RUN_ID"),
		event: get("GITHUB_EVENT_NAME"),
		actor: get("GITHUB_ACTOR")
	};
	const attempt = Number(get("GITHUB_RUN_ATTEMPT") ?? NaN);
	return {
		run: {
			ci: "github",
			workflow: get("GITHUB_WORKFLOW"),
			run_id: names.runId ?? null,
			attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
			job: get("GITHUB_JOB"),
			job_backend_id: readJobBackendId(get("ACTIONS_RUNTIME_TOKEN")),
			actor: names.actor ?? null,
			event: names.event ?? null,
			url: runUrl(names),
			pull_request: readPullRequest(event, names)
		},
		serverUrl: names.server ?? null,
		apiUrl: get("GITHUB_API_URL")?.replace(/\/+$/, "") ?? null,
		repository: names.repository ?? null,
		ref: names.ref ?? null,
		refName: get("GITHUB_REF_NAME"),
		sha: names.sha ?? null,
		defaultBranch: event.defaultBranch,
		triggeringActor: get("GITHUB_TRIGGERING_ACTOR") ?? names.actor ?? null,
		initiator: event.before.actor ?? names.actor ?? null
	};
}
function readJobBackendId(token) {
	const payload = token?.split(".")[1];
	if (payload === void 0 || !/^[A-Za-z0-9_-]+$/.test(payload)) return null;
	const scopes = part(parseJson(Buffer.from(payload, "base64url").toString("utf8")), "scp");
	if (typeof scopes !== "string") return null;
	const scope = scopes.split(" ").find((each) => each.startsWith("Actions.Results:"));
	return /^Actions\.Results:[\w-]{1,100}:([\w-]{1,100})$/.exec(scope ?? "")?.[1] ?? null;
}
function readRepository(text) {
	return text !== null && /^[^/\s]+\/[^/\s]+$/.test(text) ? text : null;
}
const OUTSIDE_CI = {
	run: {
		ci: "local",
		workflow: null,
		run_id: null,
		attempt: null,
		job: null,
		job_backend_id: null,
		actor: null,
		event: null,
		url: null,
		pull_request: null
	},
	serverUrl: null,
	apiUrl: null,
	repository: null,
	ref: null,
	refName: null,
	sha: null,
	defaultBranch: null,
	triggeringActor: null,
	initiator: null
};
function readPullRequest({ pullRequest, commentedOn, mergeGroupRef, before }, names) {
	if (pullRequest !== null) return names.ref === `refs/pull/${pullRequest.number}/merge` ? {
		...pullRequest,
		merge_sha: names.sha ?? null
	} : pullRequest;
	if (commentedOn !== null) return numberOnly(commentedOn);
	const [only, ...others] = before.pullRequests;
	if (only !== void 0 && others.length === 0) return {
		...only,
		head_repository: before.headRepository,
		merge_sha: null
	};
	const queued = /\/pr-([1-9]\d{0,9})-[0-9a-f]+$/.exec(mergeGroupRef ?? "");
	return queued === null ? null : numberOnly(Number(queued[1]));
}
function numberOnly(pullRequestNumber) {
	return {
		number: pullRequestNumber,
		head_ref: null,
		head_sha: null,
		head_repository: null,
		base_ref: null,
		merge_sha: null
	};
}
function runUrl({ server, repository: name, runId }) {
	return server == null || name == null || runId == null ? null : `${server}/${name}/actions/runs/${runId}`;
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
function openJob(inputs, envAllow = null) {
	const { env } = process;
	for (const token of [inputs.githubToken, inputs.pushToken]) if (token !== null) require_core.setSecret(token);
	const context = readRunContext(env, readEvent(env.GITHUB_EVENT_PATH));
	const temporaryDirectory = env.RUNNER_TEMP || (0, node_os.tmpdir)();
	const { apiUrl, repository } = context;
	const access = inputs.githubToken === null || apiUrl === null || repository === null ? null : {
		forge: require_github_services.forgeOf(env),
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
			isGiven: require_step_options.givenVariables(envAllow)
		}),
		key: require_run_state.jobKey(env),
		access,
		codeHost: access === null ? null : createCodeHost(access),
		upsertComment: access === null ? null : createUpsertComment(access),
		proofs: [require_process_info.processProof, ...access === null || context.serverUrl === null ? [] : [createRunProof(access, context.serverUrl)]]
	};
}
const QUESTION_MS = 1e4;
async function completeContext({ context, codeHost }, limitMs = QUESTION_MS) {
	const number = context.run.pull_request?.number;
	if (number === void 0 || codeHost === null || !needsPullRequestHead(context)) return context;
	try {
		return withPullRequest(context, await require_wait_within.waitWithin(codeHost.getPullRequest(number), limitMs, `The head of pull request #${number}`));
	} catch (error) {
		if (!(error instanceof require_errors.StoreError)) throw error;
		require_run_state.actionLog.warn(`The record will not say whose branch pull request #${number} is: ${error.message}`);
		return context;
	}
}
async function checkMayWrite({ context, codeHost }, what, limitMs = QUESTION_MS) {
	if (!needsWriteCheck(context)) return;
	const { event } = context.run;
	const { initiator } = context;
	if (codeHost === null || initiator === null) throw new require_errors.InputError("bad-input", `Under ${event} only somebody with write access may ${what}, and without "github-token" nobody can be asked who has it. Give the input github-token.`);
	if (await require_wait_within.waitWithin(codeHost.canWrite(initiator), limitMs, `Whether ${initiator} may ${what}`)) return;
	throw new require_errors.RefusedError("no-permission", `Under ${event} only somebody with write access may ${what}, and ${initiator} has none. Ask somebody who has to start this run.`);
}
function readEvent(path) {
	if (path === void 0 || path === "") return null;
	try {
		return (0, node_fs.readFileSync)(path, "utf8");
	} catch {
		return null;
	}
}
// src/render/history-heading.ts
const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;
function historyHeading(view) {
	const name = view.projectId === null ? "LaForge" : `LaForge ${require_escape.escapeText(view.projectId, 100)}`;
	const inactive = view.steps.filter((step) => !step.active).length;
	const count = Math.max(view.stepCount, view.steps.length);
	return `${name}: ${require_figures.plural(count, "step")}${inactive === 0 ? "" : `, ${inactive} rolled back`}`;
}
function historyWarnings(view) {
	const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `⚠️ ${require_escape.escapeText(warning, WARNING_LENGTH)}`);
	const more = view.warnings.length - warnings.length;
	return [
		conditionSentence(view.condition),
		...warnings,
		more > 0 ? `… and ${require_figures.plural(more, "more warning")}` : ""
	];
}
function conditionSentence(condition) {
	switch (condition.kind) {
		case "found":
		case "empty": return "";
		case "expired": return `⚠️ The earlier history has expired${lastSaved(condition.lastSavedAt)}: these steps are a new generation, numbered from 1 again.`;
		case "unreadable": return `⚠️ The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${require_escape.escapeText(condition.reason, WARNING_LENGTH)}`;
	}
}
function lastSaved(time) {
	return time === null ? "" : ` (last saved ${require_escape.escapeText(time.slice(0, 10))})`;
}
function togetherLine(view) {
	const lines = [...totalLines(view), legend(view)].filter((line) => line !== "");
	return lines.length === 0 ? "" : `<sub>${lines.join("<br>")}</sub>`;
}
function totalLines({ totals }) {
	const known = totals.filter(({ usage }) => usage.steps > 0);
	const [first] = known;
	return known.filter((it) => it === first || it.usage.steps !== first?.usage.steps).map((it) => {
		const facts = [require_figures.formatDuration(it.usage.durationMs), require_figures.formatTotals(it.usage)].filter((fact) => fact !== "");
		return `${totalsName(it)}: ${require_escape.escapeText(facts.join(", "), 400)}.`;
	});
}
function legend({ steps }) {
	const usages = steps.map((step) => step.tokenUsage);
	const marks = [usages.some((usage) => usage?.cost != null && usage.state === "partial") ? "+ at least" : "", usages.some((usage) => usage?.cost != null && usage.cost_estimated === true) ? "≈ estimated by a price list" : ""].filter((mark) => mark !== "");
	return marks.length === 0 ? "" : `${require_escape.escapeText(marks.join(", "))}; no cost: unknown`;
}
function totalsName({ of, name, usage }) {
	switch (of) {
		case "branch": return `So far on ${require_escape.escapeCode(name ?? "", 100)}`;
		case "pull-request": return "This pull request";
		case "history": return `The whole history of ${require_figures.plural(usage.steps, "step")}`;
	}
}
// src/render/check-result.ts
const COMMAND_LENGTH$1 = 500;
function checkInWords({ exit_code: code, duration_ms: ms }) {
	return code === 0 ? `check passed in ${require_figures.formatDuration(ms)}` : `check failed (exit ${code}) after ${require_figures.formatDuration(ms)}`;
}
function checkDetails(check, room) {
	if (check === null) return "";
	const passed = check.exit_code === 0;
	const lines = lastOf(check.last_lines, room);
	const command = require_escape.escapeBlock(`$ ${check.command}`, COMMAND_LENGTH$1);
	const output = lines.length === 0 ? "" : require_escape.escapeBlock(lines.join("\n"), room.characters);
	return `<details${room.open && !passed ? " open" : ""}><summary>${passed ? "☑️" : "🧪"} ${checkInWords(check)}</summary>${command}${output}</details>`;
}
function lastOf(lines, { lines: most, characters }) {
	let left = characters;
	return lines.slice(-most).toReversed().filter((line, at) => {
		left -= line.length + 1;
		return left >= 0 || at === 0;
	}).toReversed();
}
// src/render/sections.ts
function sections(parts) {
	return parts.filter((part) => part !== "").join("\n\n");
}
function folded(title, content) {
	return content === "" ? "" : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}
function list(items) {
	return items.map((item) => `- ${item}`).join("\n");
}
function titledList(title, items) {
	return items.length === 0 ? "" : sections([`**${title}**`, list(items)]);
}
function factList(facts) {
	return list(facts.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`));
}
// src/render/step-cells.ts
const NAME_LENGTH = 60;
const SUBJECT_LENGTH = 80;
const ASKED_LENGTH$1 = 60;
const NOTE_LENGTH = 500;
function stepTitle(step) {
	return `step ${step.id === null ? require_escape.escapeCode(require_format.stepLabel(step)) : step.id}`;
}
function stepCell(step, links) {
	const label = step.id === null ? require_escape.escapeCode(require_format.stepLabel(step)) : `<b>${step.id}</b>`;
	const url = step.run?.url ?? null;
	return links.serverUrl !== null && url?.startsWith(`${links.serverUrl}/`) === true ? require_escape.link(label, url) : label;
}
function statusCell(step) {
	const { glyph, word } = require_format.statusAtAGlance(step.status);
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	return `${glyph} ${require_escape.escapeText(word, NAME_LENGTH)}${exit}`;
}
function rolledBackCell(rollback) {
	return rollback === void 0 ? "↩️ rolled back" : `↩️ rolled back by ${require_format.rollbackLabel(rollback)}`;
}
function askedCell(step) {
	const asked = require_asked.firstLineAsked(step);
	return require_escape.escapeText(asked === "" ? step.agentConfig?.name ?? "" : asked, ASKED_LENGTH$1);
}
function resultCell(step, rollback) {
	const place = step.pushed === "pinned" || step.pushed === "bundled" ? "not on its branch" : "";
	const sign = step.notes.length > 0 ? " ⚠️" : "";
	const ended = [
		statusCell(step),
		linesCell(step),
		place
	].filter((part) => part !== "").join(", ");
	return step.active ? `${ended}${sign}` : `<del>${ended}</del> ${rolledBackCell(rollback)}`;
}
function agentInWords(step) {
	const name = step.agentConfig?.name ?? null;
	const shown = (step.agentConfig?.model == null ? step.tokenUsage?.models ?? [] : [step.agentConfig.model]).slice(0, 3).map((model) => require_escape.escapeCode(model, NAME_LENGTH));
	return [name === null ? "" : require_escape.escapeText(name, NAME_LENGTH), ...shown].filter((part) => part !== "").join(" ");
}
function linesCell({ changes }) {
	if (changes === null) return "";
	if (require_figures.hasNoChanges(changes)) return "no changes";
	const stat = require_figures.diffStatOf(changes);
	return stat === null ? require_figures.plural(changes.own_commit_count, "commit") : require_format.formatLines(stat.insertions, stat.deletions).replaceAll(" ", "&nbsp;");
}
function sizeOfChanges(step) {
	if (step.changes === null) return "";
	if (require_figures.hasNoChanges(step.changes)) return "no changes";
	const stat = require_figures.diffStatOf(step.changes);
	return stat === null ? "" : `${require_figures.plural(stat.filesChanged, "file")}, ${require_format.formatLines(stat.insertions, stat.deletions)}`;
}
function commitItems(step, links, most) {
	const shown = (step.changes?.own_commits ?? []).slice(0, most);
	const items = shown.map(({ sha, subject }) => `${commitLink(sha, step, links)} ${require_escape.escapeText(subject, SUBJECT_LENGTH)}`);
	const more = (step.changes?.own_commit_count ?? 0) - shown.length;
	return more > 0 ? [...items, `… and ${require_figures.plural(more, "more commit")}`] : items;
}
function commitLink(sha, step, links) {
	if (sha === null || !require_identity.isSha(sha)) return "";
	const page = step.pushed === "none" || step.pushed === "bundled" ? null : repositoryUrl(step.repository, links);
	return require_escape.link(`<code>${require_identity.shortSha(sha)}</code>`, page === null ? null : `${page}/commit/${sha}`);
}
function remarkItems(step, mostNotes) {
	const { pinRef } = step;
	const pinned = pinRef === null || step.notes.some((note) => note.includes(pinRef)) ? [] : [`📌 work kept at ${require_escape.escapeCode(pinRef, NOTE_LENGTH)}`];
	const bundled = step.pushed === "bundled" ? ["📦 work kept as a git bundle among the artifacts of its run"] : [];
	const notes = step.notes.slice(0, mostNotes).map((note) => `⚠️ ${require_escape.escapeText(note, NOTE_LENGTH)}`);
	const more = step.notes.length - notes.length;
	return [
		...pinned,
		...bundled,
		...notes,
		...more > 0 ? [`… and ${require_figures.plural(more, "more note")}`] : []
	];
}
function costCell({ tokenUsage }) {
	return require_format.formatCostOf(tokenUsage).replace("<", "&lt;");
}
function repositoryUrl(repository, { serverUrl, repository: own }) {
	if (serverUrl === null || own === null || !URL.canParse(serverUrl)) return null;
	if (repository === null) return `${serverUrl}/${own}`;
	const [host, ...path] = repository.split("/");
	const server = new URL(serverUrl);
	if (host !== server.host && host !== server.hostname) return null;
	const below = server.pathname.split("/").filter((name) => name !== "").map((name) => name.toLowerCase());
	const isBelow = below.every((name, index) => path[index] === name);
	const name = path.slice(isBelow ? below.length : 0).join("/");
	return `${serverUrl}/${name === own.toLowerCase() ? own : name}`;
}
// src/render/history-table.ts
const ROWS_IN_SIGHT = 10;
const MOST_ROWS = 300;
const MOST_DETAILS = 30;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
const CHECK_ROOM$1 = {
	lines: 10,
	characters: 1500,
	open: false
};
function historyTable(view, room) {
	const [newest] = view.steps;
	if (newest === void 0) return "No steps yet.";
	const inForce = require_history_view.rollbacksInForce(view.rollbacks);
	const below = [togetherLine(view), ...newest.active ? remarkItems(newest, NOTES_A_STEP) : []];
	const left = room - below.join("\n\n").length;
	const rows = fitting(view.steps.slice(0, MOST_ROWS).map((step) => stepRow(step, inForce.get(step.uid), view)), left * 2 / 3);
	const details = fitting(view.steps.slice(0, MOST_DETAILS).map((step) => stepDetails(step, step === newest && step.active, view)), left / 3);
	return sections([
		table(rows.slice(0, ROWS_IN_SIGHT)),
		...below,
		olderSteps(rows.slice(ROWS_IN_SIGHT), Math.max(view.stepCount, view.steps.length) - rows.length),
		folded("Commits, agents and tokens", sections(details))
	]);
}
function fitting(items, room) {
	let left = room;
	const end = items.findIndex((item) => {
		left -= item.length + 2;
		return left < 0;
	});
	return end === -1 ? items : items.slice(0, end);
}
function olderSteps(rows, more) {
	const rest = more > 0 ? `… and ${require_figures.plural(more, "older step")}` : "";
	return rows.length === 0 ? rest : folded(require_figures.plural(rows.length, "older step"), sections([table(rows), rest]));
}
function table(rows) {
	return [
		"| # | Asked | Result | Cost |",
		"| ---: | --- | --- | ---: |",
		...rows
	].join("\n");
}
function stepRow(step, rollback, { links }) {
	const struck = (markup) => step.active || markup === "" ? markup : `<del>${markup}</del>`;
	return `| ${[
		struck(stepCell(step, links)),
		struck(askedCell(step)),
		resultCell(step, rollback),
		struck(costCell(step))
	].join(" | ")} |`;
}
function stepDetails(step, isTold, { links }) {
	const facts = [
		agentInWords(step),
		sizeOfChanges(step),
		require_figures.formatDuration(step.durationMs),
		require_figures.formatTokensOf(step.tokenUsage).replaceAll("<", "&lt;").replaceAll(">", "&gt;")
	].filter((fact) => fact !== "");
	const items = [
		...commitItems(step, links, COMMITS_A_STEP),
		...isTold ? [] : remarkItems(step, NOTES_A_STEP),
		...step.check === null ? [] : [checkDetails(step.check, CHECK_ROOM$1)]
	].map((item) => `\n- ${item}`);
	if (facts.length + items.length === 0) return "";
	return `${`**${stepTitle(step).replace("s", "S")}**`}${facts.length === 0 ? "" : `: ${facts.join(", ")}`}${items.length === 0 ? "" : `\n${items.join("")}`}`;
}
// src/render/how-to-roll-back.ts
const COMMAND_LENGTH = 300;
const MOST_URL_LENGTH = 1e3;
function howToSection(view) {
	const [latest, before] = view.steps.filter(require_history_view.isReversibleTo);
	return howToTable([
		...latest === void 0 ? [] : [undoWay(latest, view.contestedIds)],
		...before === void 0 ? [] : [keepWay(before, view.contestedIds)],
		...takeBackWays(view.rollbacks)
	], view.means, before === void 0 ? "" : " Earlier steps are named in the same way.");
}
function howToOf(step, view) {
	return howToTable([...require_history_view.isReversibleTo(step) ? [undoWay(step, view.contestedIds), keepWay(step, view.contestedIds)] : [], ...takeBackWays(view.rollbacks)], view.means);
}
function howToTakeBack({ rollbacks, means }) {
	return howToTable(takeBackWays(rollbacks), means);
}
function undoWay(step, contestedIds) {
	const reference = require_history_view.stepReference(step, contestedIds);
	return {
		does: `undo ${stepTitle(step)}`,
		input: `before-step: ${reference}`,
		command: [
			"rollback",
			reference,
			"--before"
		]
	};
}
function keepWay(step, contestedIds) {
	const reference = require_history_view.stepReference(step, contestedIds);
	return {
		does: `keep ${stepTitle(step)}, undo all later ones`,
		input: `to-step: ${reference}`,
		command: ["rollback", reference]
	};
}
function takeBackWays(rollbacks) {
	const latest = rollbacks.filter(isUndoable).toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1)[0];
	if (latest === void 0) return [];
	const name = require_rollback.rollbackName(latest);
	return [{
		does: `take ${require_format.rollbackLabel(latest)} back, with the undo action`,
		input: `rollback-id: ${name}`,
		command: ["undo", name]
	}];
}
function howToTable(ways, { workflowUrl, commandArgs }, more = "") {
	if (ways.length === 0) return "";
	const workflow = require_escape.link("rollback workflow", workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
	const orCommand = commandArgs === null ? "" : ", or the command in a clone";
	const rows = ways.map(({ does, input, command }) => {
		return `| ${[
			does,
			require_escape.escapeCode(input),
			...commandArgs === null ? [] : [commandCell(command, commandArgs)]
		].join(" | ")} |`;
	});
	return folded("How to roll back", [
		`Run the ${workflow} with the input shown${orCommand}.${more} Commits that go stay pinned.`,
		"",
		commandArgs === null ? "| To | Input |" : "| To | Input | Command |",
		commandArgs === null ? "| --- | --- |" : "| --- | --- | --- |",
		...rows
	].join("\n"));
}
function commandCell(command, commandArgs) {
	const line = require_open.quoteForShell([
		"laforge",
		"step",
		...command,
		"--push",
		...commandArgs
	]);
	return line.length > COMMAND_LENGTH ? "" : require_escape.escapeCode(line, COMMAND_LENGTH);
}
function isUndoable(rollback) {
	return rollback.kind === "rollback" && rollback.undoneBy === null && rollback.branch !== null && rollback.toSha !== null;
}
// src/render/comment.ts
function commentMarker(slug) {
	return `<!-- laforge:${slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`)} -->`;
}
function renderComment(view) {
	const top = [`${commentMarker(view.slug)}\n### ${historyHeading(view)}`, ...historyWarnings(view)];
	const bottom = howToSection(view);
	const room = 65036 - sections([...top, bottom]).length;
	return `${sections([
		...top,
		historyTable(view, room),
		bottom
	])}\n`;
}
// src/action/history-to-view.ts
const STEPS_SHOWN = 500;
async function historyToView(history, scope, facts) {
	const { steps, count } = await stepsOf(history, scope);
	const contested = await Promise.all(steps.map(async ({ id }) => id === null ? void 0 : (await history.findStep({
		kind: "id",
		id
	})).kind === "contested" ? id : void 0));
	const { serverUrl, repository } = facts.context;
	const rollbacks = await history.listRollbacks(scope.branch === null ? {} : { branch: scope.branch });
	return {
		slug: facts.slug,
		projectId: facts.projectId,
		steps,
		stepCount: count,
		rollbacks,
		totals: await totalsOfScope(history, scope),
		contestedIds: contested.filter((id) => id !== void 0),
		condition: history.condition,
		warnings: [...history.warnings, ...require_left_out.leftOutSentences(await history.countLeftOut())],
		links: {
			serverUrl,
			repository
		},
		means: {
			workflowUrl: serverUrl === null || repository === null ? null : `${serverUrl}/${repository}/actions`,
			commandArgs: facts.store === "git" ? [
				"--store",
				"git",
				...projectArgs(facts.projectId)
			] : null
		}
	};
}
async function totalsOfScope(history, { pullRequest, branch }) {
	if (history.condition.kind === "unreadable") return [];
	const whole = {
		of: "history",
		name: null,
		usage: await history.sumUsage()
	};
	if (branch !== null) return [{
		of: "branch",
		name: branch,
		usage: await history.sumUsage({ branch })
	}, whole];
	if (pullRequest === null) return [whole];
	return [{
		of: "pull-request",
		name: String(pullRequest),
		usage: await history.sumUsage({ pullRequest })
	}, whole];
}
async function stepsOf(history, { pullRequest, branch }) {
	const ofBranch = branch === null ? {} : { branch };
	if (pullRequest === null) return {
		steps: await history.listSteps({
			...ofBranch,
			limit: STEPS_SHOWN
		}),
		count: await history.countSteps(ofBranch)
	};
	const ofBoth = {
		...ofBranch,
		pullRequest
	};
	const lists = await Promise.all([history.listSteps({
		pullRequest,
		limit: STEPS_SHOWN
	}), branch === null ? [] : history.listSteps({
		branch,
		limit: STEPS_SHOWN
	})]);
	const counts = await Promise.all([
		history.countSteps({ pullRequest }),
		branch === null ? 0 : history.countSteps({ branch }),
		branch === null ? 0 : history.countSteps(ofBoth)
	]);
	return {
		steps: [...new Map(lists.flat().map((step) => [step.uid, step])).values()].sort((a, b) => (b.id ?? 1e400) - (a.id ?? 1e400)).slice(0, STEPS_SHOWN),
		count: counts[0] + counts[1] - counts[2]
	};
}
function projectArgs(projectId) {
	return projectId === null ? [] : ["--project", projectId];
}
// src/action/pull-request-comment.ts
const NONE = {
	url: null,
	warning: null
};
async function updateComment(request, history) {
	const { job, comment } = request;
	if (comment === "none" || job.upsertComment === null || history.condition.kind === "unreadable") return NONE;
	try {
		const scope = await pullRequestScope(request);
		if (scope === null) return NONE;
		const view = await historyToView(history, scope, {
			...request,
			slug: job.slug
		});
		const { url } = await job.upsertComment({
			pullRequest: scope.pullRequest,
			marker: commentMarker(job.slug),
			body: renderComment(view)
		});
		return {
			url,
			warning: null
		};
	} catch (error) {
		return {
			url: null,
			warning: `${require_errors.describeError(error)} (With comment: none no comment is written.)`
		};
	}
}
async function pullRequestScope(request) {
	const { job, context, branch, pullRequest: named } = request;
	const found = named == null ? void 0 : await job.codeHost?.getPullRequest(named);
	const own = (found === void 0 ? context : withPullRequest(context, found)).run.pull_request;
	if (named != null && found === void 0) return {
		pullRequest: named,
		branch: null
	};
	if (own !== null) return {
		pullRequest: own.number,
		branch: headBranch(own, context.repository) ?? branch
	};
	if (branch === null) return null;
	const open = await job.codeHost?.findPullRequestOf(branch);
	return open === void 0 ? null : {
		pullRequest: open.number,
		branch: open.headRef
	};
}
// src/render/mermaid.ts
const MOST_NODES = 20;
const MOST_ROLLBACKS = 20;
const AGENT_LENGTH = 24;
const START = "start";
const OLDER = "older";
function renderGraph(steps, stepCount, rollbacks) {
	if (steps.length === 0) return "";
	const shown = steps.slice(0, MOST_NODES).toReversed();
	const nodes = new Map(shown.map((step, index) => [step.uid, `n${index}`]));
	const hidden = Math.max(stepCount, steps.length) - shown.length;
	const origin = hidden > 0 ? OLDER : START;
	const nodeOf = (uid) => (uid === null ? START : nodes.get(uid)) ?? origin;
	const edges = shown.map((step) => `  ${nodeOf(step.parentUid)} --> ${nodeOf(step.uid)}`);
	const arrows = rollbacks.filter((rollback) => rollback.kind === "rollback").slice(0, MOST_ROLLBACKS).toReversed().flatMap((rollback) => rollbackArrow(rollback, shown, nodeOf));
	const used = [...edges, ...arrows].join("\n");
	const inactive = shown.filter((step) => !step.active).map((step) => nodeOf(step.uid));
	return [
		"```mermaid",
		"flowchart LR",
		...new RegExp(`\\b${START}\\b`).test(used) ? [`  ${START}((" "))`] : [],
		...hidden > 0 ? [`  ${OLDER}["… ${require_figures.plural(hidden, "older step")}"]`] : [],
		...shown.map((step) => `  ${nodeOf(step.uid)}["${nodeLabel(step)}"]`),
		...edges,
		...arrows,
		...inactive.length === 0 ? [] : ["  classDef rolledBack stroke-dasharray:5 5,opacity:0.5", `  class ${inactive.join(",")} rolledBack`],
		"```"
	].join("\n");
}
function nodeLabel(step) {
	const title = step.id === null ? require_format.stepLabel(step) : `S${step.id}`;
	const agent = step.agentConfig?.name ?? null;
	return [
		`${title} ${require_format.statusAtAGlance(step.status).glyph}`,
		...agent === null ? [] : [require_escape.escapeMermaid(agent, AGENT_LENGTH)],
		...step.commitShaAfter === null ? [] : [require_escape.escapeMermaid(require_identity.shortSha(step.commitShaAfter))]
	].join("<br/>");
}
function rollbackArrow(rollback, shown, nodeOf) {
	const covered = new Set(rollback.stepUids);
	const from = shown.findLast((step) => covered.has(step.uid));
	if (from === void 0 || rollback.target === null) return [];
	const { mode, stepUid } = rollback.target;
	const target = shown.find((step) => step.uid === stepUid);
	const to = mode === "before" && target !== void 0 ? nodeOf(target.parentUid) : nodeOf(stepUid);
	const label = `${require_escape.escapeMermaid(require_format.rollbackLabel(rollback))}${rollback.undoneBy === null ? "" : ", undone"}`;
	return [`  ${nodeOf(from.uid)} -. "${label}" .-> ${to}`];
}
// src/render/summary.ts
const REPORT_LENGTH = 1e5;
const ASKED_LENGTH = 300;
const MOST_COMMITS = 30;
const MOST_NOTES = 20;
const CONFIG_LENGTH = 5e3;
const PROMPT_LENGTH = 5e3;
const CHECK_ROOM = {
	lines: 50,
	characters: 1e4,
	open: true
};
const PATH_LENGTH = 300;
function renderStepSummary(view) {
	const { step } = view;
	const { glyph, word } = require_format.statusAtAGlance(step.status);
	return page([
		`## ${glyph} LaForge ${stepTitle(step)}: ${require_escape.escapeText(word, 40)}`,
		require_escape.escapeText(require_asked.firstLineAsked(step), ASKED_LENGTH),
		glance(step),
		conditionSentence(view.condition),
		recordTrouble(view.publication),
		...remarkItems(step, MOST_NOTES),
		list(commitItems(step, view.links, MOST_COMMITS)),
		checkDetails(step.check, CHECK_ROOM),
		folded("Details", factList(stepFacts(view))),
		folded("Tokens and cost", sections([factList(usageFacts(step.tokenUsage)), ...totalsOfMore(view)])),
		promptSection(step),
		configSection(step),
		howToOf(step, view),
		graphSection(view)
	]);
}
function renderReportSummary(view) {
	return page([
		`## ${historyHeading(view)}`,
		...historyWarnings(view),
		historyTable(view, REPORT_LENGTH),
		howToSection(view),
		graphSection(view)
	]);
}
function graphSection(view) {
	if (view.steps.length < 2) return "";
	return folded(`The branch: ${require_figures.plural(Math.max(view.stepCount, view.steps.length), "step")}`, renderGraph(view.steps, view.stepCount, view.rollbacks));
}
function page(parts) {
	return `${sections(parts)}\n`;
}
function glance(step) {
	const { tokenUsage } = step;
	const tokens = require_format.markAtLeast(require_figures.formatCount(tokenUsage?.total_tokens), tokenUsage?.state === "partial");
	return [
		agentInWords(step),
		step.branch === null ? "" : require_escape.escapeCode(step.branch),
		sizeOfChanges(step),
		step.exitCode === null || step.exitCode === 0 ? "" : `exit code ${step.exitCode}`,
		require_figures.formatDuration(step.durationMs),
		tokens === "" ? "" : `${tokens} tokens`,
		costCell(step)
	].filter((fact) => fact !== "").join(" · ");
}
function stepFacts(view) {
	const { step, links } = view;
	const before = commitLink(step.commitShaBefore, {
		...step,
		pushed: null
	}, links);
	const after = step.commitShaAfter === step.commitShaBefore ? "" : commitLink(step.commitShaAfter, step, links);
	return [
		["Step", `${stepCell(step, links)}${step.id === null ? " (number not settled)" : ""}`],
		["Uid", require_escape.escapeCode(step.uid)],
		["Project", view.projectId === null ? "" : require_escape.escapeText(view.projectId, 100)],
		["Active", step.active ? "" : rolledBackCell(require_history_view.rollbacksInForce(view.rollbacks).get(step.uid))],
		["Parent step", step.parentStepId === null ? "" : String(step.parentStepId)],
		["Commits", [before, after].filter((commit) => commit !== "").join(" → ")],
		["Push", step.pushed === null ? "" : require_escape.escapeText(step.pushed)],
		["Allowed", step.limits === null ? "" : require_escape.escapeText(require_budget.formatLimits(step.limits))],
		["Started", require_escape.escapeText(require_format.formatTime(step.startTime))],
		["Run", runFact(step.run, view)],
		["Log", view.logFile === null ? "" : require_escape.escapeCode(view.logFile, PATH_LENGTH)]
	];
}
function runFact(run, { links }) {
	if (run === null) return "";
	const names = [run.workflow, run.job].filter((name) => name !== null).map((name) => require_escape.escapeText(name, 80));
	const attempt = run.attempt !== null && run.attempt > 1 ? `, attempt ${run.attempt}` : "";
	const by = run.actor === null ? "" : ` for ${require_escape.escapeText(run.actor, 60)}`;
	const on = run.event === null ? "" : ` on ${require_escape.escapeText(run.event, 60)}`;
	const pull = run.pull_request === null ? "" : `, pull request ${run.pull_request.number}`;
	const name = names.length === 0 ? require_escape.escapeText(run.ci, 40) : names.join(" / ");
	const own = links.serverUrl !== null && run.url?.startsWith(`${links.serverUrl}/`) === true;
	return `${require_escape.link(name, own ? run.url : null)}${attempt}${on}${by}${pull}`;
}
function recordTrouble(publication) {
	if (publication === null) return "This step is not in the history: this run is a fork's.";
	return publication.kind === "published" ? "" : `⚠️ The record is ${publicationInWords(publication)}.`;
}
function publicationInWords(publication) {
	switch (publication.kind) {
		case "published": return "published";
		case "fragment": return `kept by itself in ${require_escape.escapeCode(publication.where, PATH_LENGTH)} until the history can be read: ${require_escape.escapeText(publication.reason, PATH_LENGTH)}`;
		case "waiting":
		case "kept": return `only in ${require_escape.escapeCode(publication.where, PATH_LENGTH)}: ${require_escape.escapeText(publication.reason, PATH_LENGTH)}`;
	}
}
function totalsOfMore(view) {
	return view.totals.some(({ usage }) => usage.steps > 1) ? totalLines(view) : [];
}
function usageFacts(usage) {
	if (usage === null) return [];
	if (usage.state === "unknown") return usage.reason == null ? [] : [["How sure", `${require_format.HOW_SURE.unknown}${because(usage)}`]];
	const share = require_format.formatShare(require_usage_totals.cacheShare(usage)).replace("<", "&lt;").replace(">", "&gt;");
	const count = (value) => value === null ? "" : value.toLocaleString("en-US");
	return [
		["Input tokens", count(usage.input_tokens)],
		["Cache read tokens", count(usage.cache_read_tokens)],
		["Cache write tokens", count(usage.cache_write_tokens)],
		["Output tokens", count(usage.output_tokens)],
		["of these, reasoning", count(usage.reasoning_tokens)],
		["Total tokens", count(usage.total_tokens)],
		["Input from cache", share],
		["Cost (USD)", costFact(usage)],
		["Turns", count(usage.turns)],
		["Models", usage.models.slice(0, 10).map((model) => require_escape.escapeCode(model, 80)).join(", ")],
		["Session", usage.session_id === null ? "" : require_escape.escapeCode(usage.session_id, 80)],
		["Source", usage.source === null ? "" : require_escape.escapeText(usage.source, 80)],
		["How sure", `${require_format.HOW_SURE[usage.state]}${because(usage)}`]
	];
}
function because({ reason }) {
	return reason == null ? "" : `: ${require_escape.escapeText(reason, 300)}`;
}
function costFact(usage) {
	const cost = costCell({ tokenUsage: usage });
	if (cost === "" || usage.cost_estimated !== true) return cost;
	return `${cost}, an estimate${usage.price_list == null ? "" : ` by ${require_escape.escapeText(usage.price_list, 80)}`}`;
}
function promptSection(step) {
	const text = step.prompt?.text?.trim() ?? "";
	if (text === "" || text === require_asked.firstLineAsked(step)) return "";
	return `<details><summary>Prompt</summary>${require_escape.escapeBlock(text, PROMPT_LENGTH)}</details>`;
}
function configSection(step) {
	const said = Object.entries(step.agentConfig ?? {}).filter(([, value]) => !isEmpty(value));
	if (said.every(([, value]) => value === require_asked.firstLineAsked(step))) return "";
	const json = JSON.stringify(Object.fromEntries(said), null, 2);
	return `<details><summary>Agent config</summary>${require_escape.escapeBlock(json, CONFIG_LENGTH)}</details>`;
}
function isEmpty(value) {
	return value === null || typeof value === "object" && Object.keys(value).length === 0;
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
		recorded: text(facts.recorded)
	};
}
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) require_core.setOutput(name, value);
}
function text(value) {
	return value === null || value === void 0 ? "" : String(value);
}
Object.defineProperty(exports, "agentInWords", {
	enumerable: true,
	get: function() {
		return agentInWords;
	}
});
Object.defineProperty(exports, "checkMayWrite", {
	enumerable: true,
	get: function() {
		return checkMayWrite;
	}
});
Object.defineProperty(exports, "commitLink", {
	enumerable: true,
	get: function() {
		return commitLink;
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
Object.defineProperty(exports, "decideWorkplace", {
	enumerable: true,
	get: function() {
		return decideWorkplace;
	}
});
Object.defineProperty(exports, "factList", {
	enumerable: true,
	get: function() {
		return factList;
	}
});
Object.defineProperty(exports, "graphSection", {
	enumerable: true,
	get: function() {
		return graphSection;
	}
});
Object.defineProperty(exports, "historyToView", {
	enumerable: true,
	get: function() {
		return historyToView;
	}
});
Object.defineProperty(exports, "howToTakeBack", {
	enumerable: true,
	get: function() {
		return howToTakeBack;
	}
});
Object.defineProperty(exports, "isForkRun", {
	enumerable: true,
	get: function() {
		return isForkRun;
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
Object.defineProperty(exports, "openStoreRepository", {
	enumerable: true,
	get: function() {
		return openStoreRepository;
	}
});
Object.defineProperty(exports, "openToRead", {
	enumerable: true,
	get: function() {
		return openToRead;
	}
});
Object.defineProperty(exports, "page", {
	enumerable: true,
	get: function() {
		return page;
	}
});
Object.defineProperty(exports, "publicationInWords", {
	enumerable: true,
	get: function() {
		return publicationInWords;
	}
});
Object.defineProperty(exports, "pullRequestScope", {
	enumerable: true,
	get: function() {
		return pullRequestScope;
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
Object.defineProperty(exports, "readUndoInputs", {
	enumerable: true,
	get: function() {
		return readUndoInputs;
	}
});
Object.defineProperty(exports, "renderReportSummary", {
	enumerable: true,
	get: function() {
		return renderReportSummary;
	}
});
Object.defineProperty(exports, "renderStepSummary", {
	enumerable: true,
	get: function() {
		return renderStepSummary;
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
Object.defineProperty(exports, "sizeOfChanges", {
	enumerable: true,
	get: function() {
		return sizeOfChanges;
	}
});
Object.defineProperty(exports, "statusCell", {
	enumerable: true,
	get: function() {
		return statusCell;
	}
});
Object.defineProperty(exports, "stepOutputs", {
	enumerable: true,
	get: function() {
		return stepOutputs;
	}
});
Object.defineProperty(exports, "stepTitle", {
	enumerable: true,
	get: function() {
		return stepTitle;
	}
});
Object.defineProperty(exports, "summary", {
	enumerable: true,
	get: function() {
		return summary;
	}
});
Object.defineProperty(exports, "titledList", {
	enumerable: true,
	get: function() {
		return titledList;
	}
});
Object.defineProperty(exports, "totalOutputs", {
	enumerable: true,
	get: function() {
		return totalOutputs;
	}
});
Object.defineProperty(exports, "updateComment", {
	enumerable: true,
	get: function() {
		return updateComment;
	}
});
