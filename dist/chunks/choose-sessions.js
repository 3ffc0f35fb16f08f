// src/usage/choose-sessions.ts
const NONE = {
	sessions: [],
	doubt: null
};
const MORE = "more of its sessions began meanwhile than the command starts";
function chooseSessions(sessions, { isExpected, isMoving, isYoung, starts }, told) {
	const here = sessions.filter((session) => session.isHere);
	const begun = here.filter((session) => session.isNew);
	if (begun.length > 0) return takeLast(begun, starts - told);
	if (!isExpected || told > 0) return NONE;
	if (here.length === 1 && !isYoung) return {
		sessions: here,
		doubt: null
	};
	const away = sessions.filter((session) => session.isNew);
	if (away.length > 0) return takeLast(away, starts);
	return isMoving && !isYoung && sessions.length === 1 ? {
		sessions,
		doubt: null
	} : NONE;
}
function takeLast(sessions, most) {
	if (sessions.length <= most) return {
		sessions,
		doubt: null
	};
	return {
		sessions: most > 0 ? sessions.slice(-most) : [],
		doubt: MORE
	};
}
function withDoubt(findings, doubt) {
	return doubt !== null && findings.state === "measured" ? {
		...findings,
		state: "partial",
		reason: doubt
	} : findings;
}
Object.defineProperty(exports, "chooseSessions", {
	enumerable: true,
	get: function() {
		return chooseSessions;
	}
});
Object.defineProperty(exports, "withDoubt", {
	enumerable: true,
	get: function() {
		return withDoubt;
	}
});
