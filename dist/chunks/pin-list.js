const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/domain/pins.ts
function pinName({ subject, ref }) {
	switch (subject.kind) {
		case "rollback": return subject.rollback.number === null ? subject.rollback.uid.slice(0, 13) : require_action_run_steps.rollbackName(subject.rollback);
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
			return `${kind} ${require_action_run_steps.rollbackName(subject.rollback)}${branch === null ? "" : ` of ${branch}`}`;
		}
		case "step": return require_action_run_steps.stepName(subject.step ?? {
			id: null,
			uid: subject.uid
		});
		case "check": return `what the check of ${require_action_run_steps.stepName(subject.step ?? {
			id: null,
			uid: subject.uid
		})} changed`;
		case "beside": return `what ${require_action_run_steps.stepName(subject.step ?? {
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
function renderPinList(projectId, pins, { width, paint, now, drop }) {
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
		`${require_action_post_help_run_steps.toPlainText(projectId)}: ${require_action_run_steps.plural(pins.length, "pin")}`,
		"",
		require_table.renderTable(columns, pins, {
			width,
			paint
		}),
		"",
		paint("dim", `Drop one for good, such as after a secret got into it: ${drop}`)
	].join("\n");
}
function renderDropPlan({ pins, lost, warnings }, paint) {
	return [
		...pins.map((pin) => `${paint("strong", `${require_action_post_help_run_steps.toPlainText(pinName(pin))} goes`)}, the pin of ${require_action_post_help_run_steps.toPlainText(subjectInWords(pin))}, ${whereInWords(pin)}: ${require_action_post_help_run_steps.toPlainText(pin.ref)}`),
		lost.length === 0 ? "Nothing else goes with it: other refs lead to all of its commits." : `${require_action_run_steps.plural(lost.length, "commit")} that nothing else leads to ${lost.length === 1 ? "goes" : "go"} with ${pins.length === 1 ? "it" : "them"}:`,
		...lost.slice(0, COMMITS_SHOWN).map(({ sha, subject }) => `  ${paint("warn", require_action_post_run_steps.shortSha(sha))}  ${require_action_post_help_run_steps.toPlainText(subject)}`),
		...lost.length > COMMITS_SHOWN ? [paint("dim", `  and ${lost.length - COMMITS_SHOWN} more`)] : [],
		...consequences(pins),
		...warnings.map((warning) => `${paint("warn", "warning:")} ${require_action_post_help_run_steps.toPlainText(warning)}`)
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
		...dropped.map(({ ref }) => `Dropped ${require_action_post_help_run_steps.toPlainText(ref)}.`),
		"What may still have the commits:",
		...still.map((one) => `  - ${require_action_post_help_run_steps.toPlainText(one)}`),
		"A secret that was in them has been seen: revoke it."
	].join("\n");
}
function consequences(pins) {
	const inForce = pins.filter(({ subject }) => subject.kind === "rollback" && subject.rollback.kind === "rollback" && subject.rollback.undoneBy === null);
	if (inForce.length === 0) return [];
	return [`After that, ${require_action_run_steps.formatList(inForce.map((pin) => require_action_post_help_run_steps.toPlainText(pinName(pin))))} cannot be undone any more.`];
}
function ofInWords({ subject }) {
	switch (subject.kind) {
		case "rollback": {
			const { rollback, steps } = subject;
			const ids = steps.flatMap(({ id }) => id === null ? [] : [id]);
			const uids = steps.filter(({ id }) => id === null).map(require_action_run_steps.stepLabel);
			const names = require_action_run_steps.formatList([...ids.length > 0 ? [require_action_run_steps.formatIds(ids)] : [], ...uids]);
			const covered = steps.length === 0 ? "" : `: ${steps.length === 1 ? "step" : "steps"} ${names}`;
			return `${rollback.kind} of ${rollback.branch ?? "no branch"}${covered}`;
		}
		case "step": {
			const branch = subject.step?.branch ?? null;
			return `work of step ${require_action_run_steps.stepLabel(subject.step ?? {
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
	return alone.length === 0 ? "nothing" : require_action_run_steps.plural(alone.length, "commit");
}
function sizeInWords({ size }) {
	return size === null ? "" : `${require_action_run_steps.plural(size.filesChanged, "file")} ${require_action_run_steps.formatLines(size.insertions, size.deletions)}`;
}
function whereInWords({ remote, local }) {
	return remote === null ? "here" : local === null ? "at the remote" : "at the remote and here";
}
function whenOf({ subject }, now) {
	if (subject.kind === "rollback") return require_action_run_steps.formatAge(subject.rollback.createdAt, now);
	const time = subject.kind === "step" ? subject.step?.endTime ?? subject.step?.startTime : void 0;
	return time == null ? "" : require_action_run_steps.formatAge(time, now);
}
function actorOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.actor ?? "";
	return subject.kind === "step" ? subject.step?.run?.actor ?? "" : "";
}
function reasonOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.reason ?? "";
	return subject.kind === "step" ? subject.step?.notes[0]?.split(". ")[0] ?? "" : "";
}
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
