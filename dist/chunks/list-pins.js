const require_errors = require("./errors.js");
const require_text = require("./text.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_rollback = require("./rollback.js");
const require_format = require("./format.js");
const require_figures = require("./figures.js");
const require_rollback_plan = require("./rollback-plan.js");
const require_table = require("./table.js");
const require_pin_refs = require("./pin-refs.js");
const require_record_from_pins = require("./record-from-pins.js");
// src/domain/pins.ts
function pinName({ subject, ref }) {
	switch (subject.kind) {
		case "rollback": return subject.rollback.number === null ? subject.rollback.uid.slice(0, 13) : require_rollback.rollbackName(subject.rollback);
		case "step": return subject.step?.id == null ? subject.uid.slice(0, 13) : `S${subject.step.id}`;
		case "check":
		case "beside":
		case "odd": return ref;
	}
}
function subjectInWords({ subject }) {
	switch (subject.kind) {
		case "rollback": {
			const { kind, branch } = subject.rollback;
			return `${kind} ${require_rollback.rollbackName(subject.rollback)}${branch === null ? "" : ` of ${branch}`}`;
		}
		case "step": return require_step.stepName(subject.step ?? {
			id: null,
			uid: subject.uid
		});
		case "check": return `what the check of ${require_step.stepName(subject.step ?? {
			id: null,
			uid: subject.uid
		})} changed`;
		case "beside": return `what ${require_step.stepName(subject.step ?? {
			id: null,
			uid: subject.uid
		})} left beside its branch`;
		case "odd": return "nothing that is known here";
	}
}
function stateOfPin({ subject }) {
	switch (subject.kind) {
		case "rollback":
			if (!subject.onRecord) return "not on record here";
			if (subject.rollback.isProposed) return "proposed";
			if (subject.rollback.kind === "undo" || subject.rollback.kind === "applied") return "done";
			return subject.rollback.undoneBy === null ? "in force" : "undone";
		case "step":
		case "check":
		case "beside": return subject.step === null ? "not on record here" : subject.step.status;
		case "odd": return "unknown";
	}
}
function pinToJson(pin) {
	const { subject, alone, size } = pin;
	const rollback = subject.kind === "rollback" ? subject.rollback : null;
	const ofStep = subject.kind === "rollback" || subject.kind === "odd" ? null : subject;
	const step = ofStep?.step ?? null;
	return {
		name: pinName(pin),
		ref: pin.ref,
		remote_sha: pin.remote,
		local_sha: pin.local,
		of: rollback === null ? subject.kind : rollback.kind,
		uid: rollback?.uid ?? ofStep?.uid ?? null,
		state: stateOfPin(pin),
		branch: rollback?.branch ?? step?.branch ?? null,
		steps: (subject.kind === "rollback" ? subject.steps : step === null ? [] : [step]).map(({ id, uid }) => ({
			id,
			uid
		})),
		actor: rollback?.actor ?? step?.run?.actor ?? null,
		reason: rollback?.reason ?? null,
		created_at: rollback?.createdAt ?? step?.createdAt ?? null,
		only_kept_here: alone,
		files_changed: size?.filesChanged ?? null,
		insertions: size?.insertions ?? null,
		deletions: size?.deletions ?? null
	};
}
// src/render/terminal/pin-list.ts
const COMMITS_SHOWN = 20;
function renderPinList(projectId, pins, { width, paint, now }) {
	const columns = [
		{
			title: "PIN",
			cell: pinName,
			look: (_pin, text) => paint("strong", text)
		},
		{
			title: "OF",
			cell: ofInWords,
			shrinkTo: 20
		},
		{
			title: "STATE",
			cell: (pin) => stateOfPin(pin).replaceAll("_", " ")
		},
		{
			title: "ONLY IT KEEPS",
			cell: keptInWords
		},
		{
			title: "SIZE",
			cell: sizeInWords
		},
		{
			title: "WHERE",
			cell: whereInWords
		},
		{
			title: "WHEN",
			cell: (pin) => whenOf(pin, now)
		},
		{
			title: "BY",
			cell: actorOf,
			shrinkTo: 8
		},
		{
			title: "REASON",
			cell: reasonOf,
			shrinkTo: 12
		}
	];
	return [
		`${require_text.toPlainText(projectId)}: ${require_figures.plural(pins.length, "pin")}`,
		"",
		require_table.renderTable(columns, pins, {
			width,
			paint
		}),
		"",
		paint("dim", "Drop one for good, such as after a secret got into it: laforge pins drop <pin>")
	].join("\n");
}
function renderDropPlan({ pins, lost, warnings }, paint) {
	return [
		...pins.map((pin) => `${paint("strong", `${require_text.toPlainText(pinName(pin))} goes`)}, the pin of ${require_text.toPlainText(subjectInWords(pin))}, ${whereInWords(pin)}: ${require_text.toPlainText(pin.ref)}`),
		lost.length === 0 ? "Nothing else goes with it: other refs lead to all of its commits." : `${require_figures.plural(lost.length, "commit")} that nothing else leads to ${lost.length === 1 ? "goes" : "go"} with ${pins.length === 1 ? "it" : "them"}:`,
		...lost.slice(0, COMMITS_SHOWN).map(({ sha, subject }) => `  ${paint("warn", require_identity.shortSha(sha))}  ${require_text.toPlainText(subject)}`),
		...lost.length > COMMITS_SHOWN ? [paint("dim", `  and ${lost.length - COMMITS_SHOWN} more`)] : [],
		...consequences(pins),
		...warnings.map((warning) => `${paint("warn", "warning:")} ${require_text.toPlainText(warning)}`)
	].join("\n");
}
function renderDropped(dropped, remaining, { atRemote, here }) {
	const still = [
		...remaining.remoteRefs.map((ref) => `the ref ${ref} at the remote`),
		...remaining.localRefs.map((ref) => `the ref ${ref} here`),
		...atRemote ? ["the host itself, by their SHAs and in its caches, until it collects garbage (ask its support; GitHub's page is Removing sensitive data from a repository)", "forks, open pull requests (refs/pull/…), and every clone that fetched them"] : [],
		...remaining.reflog ? ["the reflogs of this repository: git reflog expire --expire=now --all"] : [],
		...here ? ["the object store of this repository, until git gc --prune=now"] : [],
		"bundles and logs of the runs that made them; the history keeps their SHAs and subjects"
	];
	return [
		...dropped.map(({ ref }) => `Dropped ${require_text.toPlainText(ref)}.`),
		"What may still have the commits:",
		...still.map((one) => `  - ${require_text.toPlainText(one)}`),
		"A secret that was in them has been seen: revoke it."
	].join("\n");
}
function consequences(pins) {
	const inForce = pins.filter(({ subject }) => subject.kind === "rollback" && subject.rollback.kind === "rollback" && subject.rollback.undoneBy === null);
	if (inForce.length === 0) return [];
	return [`After that, ${require_figures.formatList(inForce.map((pin) => require_text.toPlainText(pinName(pin))))} cannot be undone any more.`];
}
function ofInWords({ subject }) {
	switch (subject.kind) {
		case "rollback": {
			const { rollback, steps } = subject;
			const ids = steps.flatMap(({ id }) => id === null ? [] : [id]);
			const uids = steps.filter(({ id }) => id === null).map(require_format.stepLabel);
			const names = require_figures.formatList([...ids.length > 0 ? [require_figures.formatIds(ids)] : [], ...uids]);
			const covered = steps.length === 0 ? "" : `: ${steps.length === 1 ? "step" : "steps"} ${names}`;
			return `${rollback.kind} of ${rollback.branch ?? "no branch"}${covered}`;
		}
		case "step": {
			const branch = subject.step?.branch ?? null;
			return `work of step ${require_format.stepLabel(subject.step ?? {
				id: null,
				uid: subject.uid
			})}${branch === null ? "" : ` for ${branch}`}`;
		}
		case "check":
		case "beside": return subjectInWords({ subject });
		case "odd": return "?";
	}
}
function keptInWords({ alone }) {
	if (alone === null) return "?";
	return alone.length === 0 ? "nothing" : require_figures.plural(alone.length, "commit");
}
function sizeInWords({ size }) {
	return size === null ? "" : `${require_figures.plural(size.filesChanged, "file")} ${require_format.formatLines(size.insertions, size.deletions)}`;
}
function whereInWords({ remote, local }) {
	return remote === null ? "here" : local === null ? "at the remote" : "at the remote and here";
}
function whenOf({ subject }, now) {
	if (subject.kind === "rollback") return require_figures.formatAge(subject.rollback.createdAt, now);
	const time = subject.kind === "step" ? subject.step?.endTime ?? subject.step?.startTime : void 0;
	return time == null ? "" : require_figures.formatAge(time, now);
}
function actorOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.actor ?? "";
	return subject.kind === "step" ? subject.step?.run?.actor ?? "" : "";
}
function reasonOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.reason ?? "";
	return subject.kind === "step" ? subject.step?.notes[0]?.split(". ")[0] ?? "" : "";
}
// src/usecases/pins/list-pins.ts
async function listPins(deps, slug) {
	const { repository } = deps;
	const remoteRefs = await lookAtRemote(deps, slug);
	const localRefs = await repository.localRefs("refs/");
	const prefix = require_pin_refs.pinPrefix(slug);
	const refs = [...new Set([...(remoteRefs ?? new Map()).keys(), ...localRefs.keys()])].filter((ref) => ref.startsWith(prefix));
	await fetchAll(deps, refs.flatMap((ref) => remoteRefs?.get(ref) ?? []), 2);
	const [remoteAlone, localAlone] = [await findAlone(deps, "remote", remoteRefs, prefix), await findAlone(deps, "local", localRefs, prefix)];
	const found = [];
	for (const ref of refs.sort((a, b) => keyOf(a) < keyOf(b) ? 1 : -1)) {
		const [remote, local] = [remoteRefs?.get(ref) ?? null, localRefs.get(ref) ?? null];
		const subject = await findSubject(deps, slug, ref, remote ?? local ?? "");
		const alone = (remote === null ? localAlone : remoteAlone)?.get(ref) ?? null;
		found.push({
			ref,
			remote,
			local,
			subject,
			alone: withoutRecord(alone, subject, remote ?? local)
		});
	}
	await fetchAll(deps, found.flatMap(farEnd), 1);
	const pins = [];
	for (const pin of found) pins.push({
		...pin,
		size: await sizeOf(deps, pin.subject)
	});
	return {
		pins,
		remoteRefs,
		localRefs
	};
	function keyOf(ref) {
		return ref.slice(prefix.length).replace(/^(step|check|beside)-/, "");
	}
}
async function lookAtRemote({ repository, log }, slug) {
	const { remote } = repository;
	if (remote === null) return null;
	try {
		return await remote.refs([
			`${require_open.HEADS}*`,
			"refs/tags/*",
			...require_pin_refs.pinPatterns(slug)
		]);
	} catch (error) {
		if (!(error instanceof require_errors.GitError)) throw error;
		log.warn(`The remote could not be asked, so only the pins in this repository are known: ${require_errors.describeError(error)}`);
		return null;
	}
}
async function fetchAll({ repository }, shas, depth) {
	if (shas.length === 0 || await require_record_from_pins.fetchCommits(repository, shas, depth)) return;
	for (const sha of shas) await require_record_from_pins.fetchCommits(repository, [sha], depth);
}
function farEnd({ remote, subject }) {
	const sha = remote === null || subject.kind !== "rollback" ? null : subject.rollback.toSha;
	return sha === null ? [] : [sha];
}
async function findAlone({ repository, log }, place, refs, prefix) {
	if (refs === null) return null;
	const pins = [...refs].filter(([ref]) => ref.startsWith(prefix));
	const others = [...refs].filter(([ref]) => !ref.startsWith(prefix)).map(([, sha]) => sha);
	try {
		return await repository.commitsOnlyOf(place, new Map(pins.map(([ref, sha]) => [ref, [sha]])), others);
	} catch (error) {
		if (!(error instanceof require_errors.GitError)) throw error;
		log.warn(`How much the pins keep is not known: ${require_errors.describeError(error)}`);
		return null;
	}
}
function withoutRecord(alone, subject, pin) {
	return subject.kind === "rollback" && alone !== null ? alone.filter(({ sha }) => sha !== pin) : alone;
}
async function findSubject({ history, repository }, slug, ref, pin) {
	const stepUid = require_pin_refs.stepOfPin(ref, slug);
	if (stepUid !== void 0) return {
		kind: "step",
		uid: stepUid,
		step: (await findSteps(history, [stepUid]))[0] ?? null
	};
	const checkedUid = require_pin_refs.checkOfPin(ref, slug);
	if (checkedUid !== void 0) return {
		kind: "check",
		uid: checkedUid,
		step: (await findSteps(history, [checkedUid]))[0] ?? null
	};
	const besideUid = require_pin_refs.besideOfPin(ref, slug);
	if (besideUid !== void 0) return {
		kind: "beside",
		uid: besideUid,
		step: (await findSteps(history, [besideUid]))[0] ?? null
	};
	const uid = require_pin_refs.rollbackOfPin(ref, slug) ?? require_pin_refs.proposalOfPin(ref, slug);
	if (uid === void 0) return { kind: "odd" };
	const lookup = await history.findRollback({
		kind: "uid",
		prefix: uid
	});
	const known = lookup.kind === "found" || lookup.kind === "contested" ? lookup.value : void 0;
	const told = known === void 0 ? require_open.parsePinMessage(await repository.commitMessage(pin) ?? "") : void 0;
	const draft = known ?? (told?.uid === uid ? require_rollback.projectRollback(told, []) : void 0);
	if (draft === void 0) return { kind: "odd" };
	const steps = await findSteps(history, draft.stepUids);
	return {
		kind: "rollback",
		rollback: draft,
		onRecord: known !== void 0,
		steps
	};
}
async function findSteps(history, uids) {
	const steps = [];
	for (const uid of uids) {
		const lookup = await history.findStep({
			kind: "uid",
			prefix: uid
		});
		if (lookup.kind === "found" || lookup.kind === "contested") steps.push(lookup.value);
	}
	return steps.sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
}
async function sizeOf({ repository }, subject) {
	if (subject.kind === "step") {
		const changes = subject.step?.changes;
		return changes == null ? null : require_step.diffStatOf(changes);
	}
	if (subject.kind !== "rollback") return null;
	const { fromSha, toSha } = subject.rollback;
	if (fromSha === null || toSha === null) return null;
	try {
		return await repository.diffStat(toSha, fromSha);
	} catch (error) {
		if (error instanceof require_errors.GitError) return null;
		throw error;
	}
}
Object.defineProperty(exports, "listPins", {
	enumerable: true,
	get: function() {
		return listPins;
	}
});
Object.defineProperty(exports, "pinName", {
	enumerable: true,
	get: function() {
		return pinName;
	}
});
Object.defineProperty(exports, "pinToJson", {
	enumerable: true,
	get: function() {
		return pinToJson;
	}
});
Object.defineProperty(exports, "renderDropPlan", {
	enumerable: true,
	get: function() {
		return renderDropPlan;
	}
});
Object.defineProperty(exports, "renderDropped", {
	enumerable: true,
	get: function() {
		return renderDropped;
	}
});
Object.defineProperty(exports, "renderPinList", {
	enumerable: true,
	get: function() {
		return renderPinList;
	}
});
